/// A value in a JSON file, and where it stands.
struct JSONNode: Sendable, Equatable {
    indirect enum Value: Sendable, Equatable {
        case null
        case bool(Bool)
        /// As written.
        case number(String)
        case string(String)
        case array([JSONNode])
        case object([Member])
    }

    /// A key of an object and its value. A key may occur twice; the reader of the values says so.
    struct Member: Sendable, Equatable {
        let key: String
        let place: Place
        let value: JSONNode
    }

    /// Line and column from 1; columns count characters.
    struct Place: Sendable, Hashable {
        var line: Int
        var column: Int
    }

    let value: Value
    let place: Place

    /// What it is, for sentences.
    var kind: String {
        switch value {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "an object"
        }
    }

    var string: String? { if case .string(let text) = value { text } else { nil } }
    var bool: Bool? { if case .bool(let truth) = value { truth } else { nil } }
    var integer: Int? { if case .number(let text) = value { Int(text) } else { nil } }
    var members: [Member]? { if case .object(let members) = value { members } else { nil } }
    var elements: [JSONNode]? { if case .array(let elements) = value { elements } else { nil } }
}

/// Why a text is no JSON.
package enum JSONFault: Error, Sendable, Equatable {
    case empty
    case tooLong(limit: Int)
    case notUTF8
    case comment
    case trailingComma
    case unexpected(found: String, wanted: String)
    case endsTooEarly(wanted: String)
    case unterminatedString
    case controlInString
    case badEscape(String)
    case badNumber(String)
    case tooDeep(limit: Int)
    case moreAfterEnd
}
