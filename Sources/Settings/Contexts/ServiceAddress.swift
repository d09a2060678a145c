import Foundation

/// Checks the address of the service before a key is sent there.
enum ServiceAddress {
    /// The address with a slash at its end, or why it can't be used.
    static func checked(_ text: String) -> Result<String, AddressFault> {
        guard let components = URLComponents(string: text), let scheme = components.scheme?.lowercased(),
            scheme == "https" || scheme == "http", let host = components.host, !host.isEmpty,
            components.user == nil, components.password == nil, components.query == nil, components.fragment == nil
        else { return .failure(AddressFault(reason: .badURL(withoutSecrets(text)))) }
        guard scheme == "https" || isLoopback(host) else { return .failure(AddressFault(reason: .plainHTTP(text))) }
        return .success(text.hasSuffix("/") ? text : text + "/")
    }

    /// The address as a message may show it: who logs in, and what is asked for, may be secrets.
    private static func withoutSecrets(_ text: String) -> String {
        var shown = Substring(text)
        if let query = shown.firstIndex(of: "?") { shown = shown[..<query] + "?***" }
        guard let at = shown.lastIndex(of: "@") else { return String(shown) }
        let scheme = shown.range(of: "://").map { shown[..<$0.upperBound] } ?? ""
        return scheme + "***" + shown[at...]
    }

    private static func isLoopback(_ host: String) -> Bool {
        let host = host.trimmingCharacters(in: ["[", "]"]).lowercased()
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

/// An address that can't be used.
struct AddressFault: Error, Equatable {
    let reason: ConfigFault
}
