internal import Dialects
import ResellerAPI

/// A call in the form that its binding gives it, without credentials.
struct WireCall: Sendable {
    let method: Binding.Method
    /// Below the base address, with the values that stand in it and with the query.
    let path: String
    /// The same under the other name that some servers have for it.
    let otherPath: String?
    /// What makes the call, then what the caller gave.
    let form: [(String, String)]

    init(_ binding: Binding, _ parameters: Parameters, _ format: WireFormat) {
        var (values, query): ([(String, String)], [(String, String)]) = ([], [])
        var form = binding.constants.map { ($0.name, $0.value) }
        for pair in parameters.pairs {
            switch binding.place(of: pair.name) {
            case .path(let name): values.append((name, pair.value))
            case .query(let name): query.append((name, pair.value))
            case .form(let name): form.append((name, pair.value))
            }
        }
        method = binding.method
        self.form = form
        path = Self.filled(binding.path(in: format), values, query)
        otherPath = binding.otherPath(in: format).map { Self.filled($0, values, query) }
    }

    /// The same for equal calls.
    var name: String { "\(method.rawValue) \(path) \(FormEncoding.encode(form))" }

    private static func filled(
        _ path: String, _ values: [(String, String)], _ query: [(String, String)]
    ) -> String {
        let whole = values.reduce(path) { $0.replacing("{\($1.0)}", with: FormEncoding.inPath($1.1)) }
        return query.isEmpty ? whole : whole + "?" + FormEncoding.encode(query)
    }
}
