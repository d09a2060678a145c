/// An answer as it came, before anybody knows what it means: one tree for JSON and XML.
///
/// An XML element is a member of the object around it; a name may be there several times.
enum WireValue: Sendable, Equatable {
    case null
    case truth(Bool)
    /// The digits as written, so that no decimal is lost.
    case number(String)
    case text(String)
    case list([WireValue])
    case object([WireMember])

    /// Whether the value holds others.
    var isContainer: Bool {
        switch self {
        case .list, .object: true
        default: false
        }
    }

    /// `null`, an empty text, `[]` or `{}`.
    var isEmpty: Bool {
        switch self {
        case .null: true
        case .text(let text): text.isEmpty
        case .list(let values): values.isEmpty
        case .object(let members): members.isEmpty
        default: false
        }
    }

    /// The text of a scalar; nil for `null` and for what holds others.
    var scalarText: String? {
        switch self {
        case .text(let text), .number(let text): text
        case .truth(let truth): truth ? "true" : "false"
        case .null, .list, .object: nil
        }
    }

    /// The members of an object; of anything else none.
    var members: [WireMember] {
        if case .object(let members) = self { members } else { [] }
    }

    subscript(name: String) -> WireValue? { members.first { $0.name == name }?.value }
}

/// A named value of an object.
struct WireMember: Sendable, Equatable {
    let name: String
    let value: WireValue
}

/// What is wrong with a body, and where.
struct WireFault: Error, Equatable {
    let place: String
    let problem: String

    static func at(_ byte: Int, _ problem: String) -> WireFault { WireFault(place: "byte \(byte)", problem: problem) }
}

/// Bounds that keep a hostile body from eating stack or memory.
enum WireBounds {
    static let depth = 64
    static let values = 16_000_000
}

/// Reads a body into a tree; the first byte tells the format, whatever was asked for.
enum WireReader {
    /// Nil for an empty body.
    static func read(_ body: [UInt8]) throws(WireFault) -> WireValue? {
        guard let first = firstByte(of: body) else { return nil }
        return first == UInt8(ascii: "<") ? try XMLReader.read(body) : try JSONReader.read(body)
    }

    /// The first byte that is neither blank nor part of a byte order mark.
    static func firstByte(of body: [UInt8]) -> UInt8? {
        let start = body.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        return body[start...].first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    }
}
