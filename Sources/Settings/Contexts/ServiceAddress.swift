import Formats

/// Checks the address of the service before a key is sent there.
enum ServiceAddress {
    /// The address with a slash at its end, or why it can't be used.
    static func checked(_ text: String) -> Result<String, AddressFault> {
        do throws(ServiceURL.Fault) {
            return .success(try ServiceURL(text).text)
        } catch {
            let shown = ServiceURL.withoutSecrets(text)
            return .failure(AddressFault(reason: .badURL(shown, why: error.words)))
        }
    }
}

/// An address that can't be used.
struct AddressFault: Error, Equatable {
    let reason: ConfigFault
}
