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
    let headers: [TransportResponse.Header]
    /// A body that is no form.
    let json: String?

    /// `page` holds what tells one page of an answer from the others; `today` is the day that days are counted from.
    init(
        _ binding: Binding, _ parameters: Parameters, _ format: WireFormat, today: CalendarDate,
        page: [(String, String)] = []
    ) {
        var sorted = SortedValues(binding)
        for pair in parameters.pairs { sorted.add(pair, today) }
        sorted.query += page
        method = binding.method
        form = sorted.form
        headers = sorted.headers
        json = binding.hasJSONBody ? sorted.json.text : nil
        path = Self.filled(binding.path(in: format), sorted)
        otherPath = binding.otherPath(in: format).map { Self.filled($0, sorted) }
    }

    /// The same for equal calls.
    var name: String {
        let heads = headers.map { " \($0.name)=\($0.value)" }.joined()
        return "\(method.rawValue) \(path) \(FormEncoding.encode(form))\(json ?? "")\(heads)"
    }

    private static func filled(_ path: String, _ values: SortedValues) -> String {
        let whole = values.path.reduce(path) { $0.replacing("{\($1.0)}", with: FormEncoding.inPath($1.1)) }
        return values.query.isEmpty ? whole : whole + "?" + FormEncoding.encode(values.query)
    }
}

/// The values of a call by the places where they go.
private struct SortedValues {
    private let binding: Binding
    var path: [(String, String)] = []
    var query: [(String, String)] = []
    var form: [(String, String)] = []
    var json = JSONBody()
    var headers: [TransportResponse.Header] = []

    init(_ binding: Binding) {
        self.binding = binding
        for constant in binding.constants {
            if binding.hasJSONBody {
                json.add(constant.name, constant.value, constant.kind)
            } else {
                form.append((constant.name, constant.value))
            }
        }
    }

    mutating func add(_ pair: Parameters.Pair, _ today: CalendarDate) {
        switch binding.place(of: pair.name) {
        case .path(let name): path.append((name, pair.value))
        case .query(let name): query.append((name, pair.value))
        case .form(let name): form.append((name, pair.value))
        case .json(let name, let kind): json.add(name, pair.value, kind)
        case .header(let name): headers.append(TransportResponse.Header(name, pair.value))
        case .daysBack(let name):
            let days = max(1, min(36_500, Int(pair.value) ?? 1))
            query.append((name, today.adding(days: 1 - days).description))
        case .unsent: break
        }
    }
}
