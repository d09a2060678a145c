package import ResellerAPI

/// How one call is spoken in a dialect: its method, its path, and where each of its values goes.
package struct Binding: Sendable, Hashable {
    package enum Method: String, Sendable, Hashable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// Where a value of a call goes, and under which name.
    package enum Place: Sendable, Hashable {
        /// In place of `{name}` in the path.
        case path(String)
        case query(String)
        case form(String)
        /// A member of the body, which is an object in JSON.
        case json(String, JSONKind = .text)
        case header(String)
        /// A number of days up to today, as the first of them in the query.
        case daysBack(String)
        /// Nowhere: the dialect does not ask for it.
        case unsent
    }

    /// How a value is written in a body of JSON.
    package enum JSONKind: Sendable, Hashable {
        case text
        case count
        /// The number with the other sign.
        case negated
        /// `1` and `true` are true.
        case truth
        /// One of a list, in the order in which they are given.
        case element
    }

    /// A value that makes the call what it is: every call carries it unchanged.
    package struct Constant: Sendable, Hashable {
        package let name: String
        package let value: String
        /// How it is written where the body is JSON.
        package var kind = JSONKind.text
    }

    /// How a long list is read.
    package enum Paging: Sendable, Hashable {
        /// The answer is all there is.
        case whole
        /// Rows from a place on, so many at most; these are fields of the call.
        case offset(field: String, limit: String, sizes: PageSizes)
        /// The same in the query of a call that has no such fields: all pages are read for one answer.
        case everyPage(of: Int)
    }

    package let method: Method
    /// Below the base address; `{format}` stands for the format asked for, other names in braces for values.
    package let path: String
    /// Another path for the same call, known to some servers only.
    package var otherPath: String?
    /// In the order in which they go out.
    package var constants: [Constant] = []
    /// Where values go that are not sent in the form under the name of their field.
    package var places: [String: Place] = [:]
    /// Statuses of an answer that is no refusal.
    package var success: ClosedRange<Int> = 200...299
    package var paging = Paging.whole
    /// Fields of the operation that the dialect does not have.
    package var lacks: Set<String> = []
    /// Fields that only this dialect has.
    package var adds: [Field] = []
    /// Whether the body is JSON; constants go there too then.
    package var hasJSONBody = false
    /// How the answer is spelled; nil where it is as the shapes are.
    package var spelling: AnswerSpelling?

    package init(_ method: Method, _ path: String) {
        self.method = method
        self.path = path
    }

    /// Where a value of this name goes.
    package func place(of name: String) -> Place { places[name] ?? .form(name) }

    /// The path in this format, before values are put in.
    package func path(in format: WireFormat) -> String { Self.filled(path, format) }

    /// The other path in this format; nil where there is none.
    package func otherPath(in format: WireFormat) -> String? { otherPath.map { Self.filled($0, format) } }

    private static func filled(_ path: String, _ format: WireFormat) -> String {
        path.replacing("{format}", with: format.rawValue)
    }

    /// The call as it is shown to a person: without its format, its values and its credentials.
    package var outline: String {
        ([method.rawValue, "/" + path.replacing(".{format}", with: "")] + constants.map { "\($0.name)=\($0.value)" })
            .joined(separator: " ")
    }
}

extension Binding {
    func with(_ change: (inout Binding) -> Void) -> Binding {
        var copy = self
        change(&copy)
        return copy
    }
}

/// What the answers are asked for in. What comes is told by its first byte.
package enum WireFormat: String, Sendable, CaseIterable {
    case json
    case xml
}
