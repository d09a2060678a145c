import ResellerAPI
import Testing

private let user: Parameters = ["user": "ops@mill.example"]

/// A call about one customer.
func request(_ id: String, _ more: Parameters = [:]) throws -> Request {
    try #require(Request(id, Parameters(user.pairs + more.pairs)))
}

/// An image of something that is there.
func image(_ entries: KeyValuePairs<String, String?>) -> StateImage {
    StateImage(isThere: true, entries: entries.map { StateImage.Entry($0.key, $0.value) })
}

/// An image of a credit limit.
func limit(_ credit: Int, _ left: Int) -> StateImage {
    image(["credit": String(credit), "credit_remain": String(left), "last_reset": "2026-09-01"])
}

/// Changes as texts.
func lines(_ changes: [ValueChange]) -> [String] {
    changes.map { "\($0.label): \($0.old ?? "none") -> \($0.new ?? "none")" }
}
