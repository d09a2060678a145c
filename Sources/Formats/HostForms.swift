import CIDN

/// Names of hosts, which have two spellings where they are not plain letters: `bücher.example` for people,
/// `xn--bcher-kva.example` for DNS.
package enum HostForms {
    /// No label of a host is longer.
    private static let longestLabel = 63
    /// Bytes of a label that are looked at; what is longer is none.
    private static let mostBytes = 400

    /// The spelling for people, in small letters; a label that is no name stays as it is.
    package static func readable(_ host: some StringProtocol) -> String { mapped(host, readableLabel) }

    /// The spelling for DNS, in small letters.
    package static func ascii(_ host: some StringProtocol) -> String {
        mapped(host) { label in ascii(label: label) ?? TextFold.caseless(label, expanding: false) }
    }

    /// A label that begins with `xn--` as it is meant to be read, whatever it holds; nil where it is not written so, or
    /// wrongly.
    package static func decoded(_ label: some StringProtocol) -> String? {
        guard label.utf8.count <= longestLabel, hasMark(label) else { return nil }
        let text = converted(String(label), ci_label_to_unicode)
        return text.flatMap { $0.utf8.elementsEqual(label.utf8) ? nil : $0 }
    }

    /// Whether a text may hold a host in one of two spellings.
    static func hasForms(_ text: some StringProtocol) -> Bool {
        let utf8 = text.utf8
        if utf8.contains(where: { $0 >= 0x80 }) { return true }
        return hasMarkWithin(utf8)
    }

    private static func mapped(_ host: some StringProtocol, _ label: (String) -> String) -> String {
        let dots: Set<Unicode.Scalar> = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]
        return host.unicodeScalars.split(omittingEmptySubsequences: false, whereSeparator: dots.contains)
            .map { label(String(String.UnicodeScalarView($0))) }.joined(separator: ".")
    }

    private static func readableLabel(_ label: String) -> String {
        let plain = TextFold.caseless(label, expanding: false)
        // What DNS would take it for, and that for people again: composed, in small letters, widths made alike.
        let name = plain.utf8.allSatisfy({ $0 < 0x80 }) ? plain : ascii(label: plain) ?? plain
        guard let text = decoded(name) else { return name }
        // A name that says something else when it is written down again stays as it is.
        return isName(text)
            && TextFold.caseless(text, expanding: false).unicodeScalars.elementsEqual(text.unicodeScalars)
            ? text : name
    }

    private static func ascii(label: String) -> String? { converted(label, ci_label_to_ascii) }

    private static func converted(
        _ label: String, _ convert: (UnsafePointer<CChar>?, UnsafeMutablePointer<CChar>?, Int) -> Int
    ) -> String? {
        guard label.utf8.count <= mostBytes, !label.utf8.contains(0) else { return nil }
        let bytes = [UInt8](unsafeUninitializedCapacity: mostBytes) { buffer, count in
            count = buffer.withMemoryRebound(to: CChar.self) { convert(label, $0.baseAddress, mostBytes) }
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    private static func isName(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
                .spaceSeparator:
                false
            default: true
            }
        }
    }

    private static func hasMark(_ label: some StringProtocol) -> Bool {
        label.utf8.prefix(4).map(ASCII.lowered).elementsEqual("xn--".utf8)
    }

    private static func hasMarkWithin(_ utf8: some Collection<UInt8>) -> Bool {
        // What ends the mark is rare.
        var last: (UInt8, UInt8, UInt8) = (0, 0, 0)
        for byte in utf8 {
            if byte == 0x2D, last.2 == 0x2D, ASCII.lowered(last.1) == 0x6E, ASCII.lowered(last.0) == 0x78 {
                return true
            }
            last = (last.1, last.2, byte)
        }
        return false
    }

    /// As `hasForms`, of UTF-8 in memory.
    package static func hasForms(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        utf8.reduce(0, |) >= 0x80 || hasMarkWithin(utf8)
    }
}
