import Foundation

/// Text as it is looked through: composed (NFC), without regard to case, control characters as blanks. What two people
/// write differently and mean alike folds to the same bytes: `Größe`, `GRÖSSE` and `gro` + U+0308 + `ße`.
package enum TextFold {
    package static func bytes(_ text: String) -> [UInt8] {
        var folded: [UInt8] = []
        append(text, to: &folded)
        return folded
    }

    package static func string(_ text: String) -> String { String(decoding: bytes(text), as: UTF8.self) }

    /// One byte of ASCII; any other byte as it is.
    package static func byte(_ byte: UInt8) -> UInt8 { byte < 0x20 ? 0x20 : ASCII.lowered(byte) }

    /// ASCII is folded where it lies; only text beyond it pays for Unicode.
    package static func append(_ text: String, to folded: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &folded) }
    }

    /// As above, of valid UTF-8.
    package static func append(_ utf8: UnsafeBufferPointer<UInt8>, to folded: inout [UInt8]) {
        guard utf8.reduce(0, |) < 0x80 else {
            folded.append(contentsOf: caseless(String(decoding: utf8, as: UTF8.self), expanding: true).utf8)
            return
        }
        let start = folded.count
        folded.append(contentsOf: utf8)
        folded.withUnsafeMutableBufferPointer { all in
            for index in start..<all.count { all[index] = byte(all[index]) }
        }
    }

    /// Where folded text stands in a text: the characters of it that fold to it, or hold it.
    package static func range(of needle: [UInt8], in text: String) -> Range<String.Index>? {
        var (folded, starts): ([UInt8], [(offset: Int, index: String.Index)]) = ([], [])
        for index in text.indices {
            starts.append((folded.count, index))
            append(String(text[index]), to: &folded)
        }
        guard !needle.isEmpty, needle.count <= folded.count else { return nil }
        let place = (0...folded.count - needle.count).first { folded[$0...].starts(with: needle) }
        guard let place, let first = starts.last(where: { $0.offset <= place }) else { return nil }
        let end = starts.first { $0.offset >= place + needle.count }?.index ?? text.endIndex
        return first.index..<end
    }

    /// Composed and without case. One character becomes several only where that is wanted: `ß` and `ss` are the same to
    /// who looks for something, and not the same in an address.
    static func caseless(_ text: String, expanding: Bool) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar.value {
            case ..<0x80: folded.append(Unicode.Scalar(byte(UInt8(scalar.value))))
            // Full stops of other scripts part the labels of a host as well.
            case 0x3002, 0xFF0E, 0xFF61: folded.append(".")
            default:
                guard scalar.properties.changesWhenCaseFolded else {
                    folded.append(scalar)
                    continue
                }
                folded.append(contentsOf: caseless(scalar, expanding: expanding))
            }
        }
        return String(folded).precomposedStringWithCanonicalMapping
    }

    /// Down, up and down again: some letters meet only in capitals, as both sigmas do.
    private static func caseless(_ scalar: Unicode.Scalar, expanding: Bool) -> String.UnicodeScalarView {
        var result = String.UnicodeScalarView([scalar])
        for mapping in [\Unicode.Scalar.Properties.lowercaseMapping, \.uppercaseMapping, \.lowercaseMapping] {
            let mapped = String.UnicodeScalarView(result.flatMap { $0.properties[keyPath: mapping].unicodeScalars })
            guard expanding || mapped.count == 1 else { break }
            result = mapped
        }
        return result
    }
}
