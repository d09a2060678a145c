/// Why From does not tell who a mail is from: mail programs show different senders. All texts are hostile.
package enum FromTrouble: Sendable, Hashable {
    /// There are so many From headers.
    case severalHeaders(Int)
    case severalAddresses([String])
    /// More than one pair of angle brackets, or text behind them.
    case severalBrackets
    case group
    /// Encoded words hide an address, or brackets: what they say.
    case hidden(String)
    /// It is no address by any reading: an open quotation mark, blanks or a second `@` within it.
    case malformed
    /// There is no From header, or no address in it.
    case missing

    /// For a list of warnings.
    package var sentence: String {
        switch self {
        case .severalHeaders(let count): "there are \(count) From headers"
        case .severalAddresses(let addresses):
            "From names \(addresses.count) addresses: \(addresses.prefix(4).joined(separator: ", "))"
                + (addresses.count > 4 ? " and more" : "")
        case .severalBrackets: "From has several addresses in angle brackets; mail programs may show different ones"
        case .group: "From is a group of addresses, not one sender"
        case .hidden(let text): "From hides an address in encoded words: \(text)"
        case .missing: "no sender address in From"
        case .malformed: "From is not a valid address; mail programs read it differently"
        }
    }
}
