/// Host names that are written in other letters than ASCII (RFC 3492): `xn--bcher-kva` is `bücher`.
enum Punycode {
    private static let (base, least, most, skew, damp) = (36, 1, 26, 38, 700)
    /// No label of a host is longer.
    private static let longest = 63

    /// A label as it is meant to be read; nil where it is not written so, or wrongly.
    static func decoded(_ label: some StringProtocol) -> String? {
        guard label.utf8.count <= longest, label.lowercased().hasPrefix("xn--") else { return nil }
        let text = Array(label.utf8.dropFirst(4))
        let split = text.lastIndex(of: 0x2D)
        var output = text[..<(split ?? 0)].map { Unicode.Scalar($0) }
        guard output.allSatisfy(\.isASCII) else { return nil }
        var input = text[(split.map { $0 + 1 } ?? 0)...]
        var (number, place, bias) = (128, 0, 72)
        while !input.isEmpty {
            let before = place
            guard let step = delta(&input, bias: bias) else { return nil }
            place += step
            let count = output.count + 1
            bias = adapted(place - before, count: count, isFirst: before == 0)
            number += place / count
            place %= count
            guard number <= 0x10FFFF, let scalar = Unicode.Scalar(UInt32(number)) else { return nil }
            output.insert(scalar, at: place)
            place += 1
        }
        return output.isEmpty ? nil : String(String.UnicodeScalarView(output))
    }

    /// Reads one number of variable length.
    private static func delta(_ input: inout ArraySlice<UInt8>, bias: Int) -> Int? {
        var (sum, weight, position) = (0, 1, base)
        while let byte = input.popFirst() {
            guard let digit = digit(byte), sum <= 1 << 40, weight <= 1 << 40 else { return nil }
            sum += digit * weight
            let threshold = min(max(position - bias, least), most)
            if digit < threshold { return sum }
            weight *= base - threshold
            position += base
        }
        return nil
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x61...0x7A: Int(byte) - 0x61
        case 0x41...0x5A: Int(byte) - 0x41
        case 0x30...0x39: Int(byte) - 0x30 + 26
        default: nil
        }
    }

    private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / damp : delta / 2
        delta += delta / count
        var bias = 0
        while delta > (base - least) * most / 2 {
            delta /= base - least
            bias += base
        }
        return bias + (base - least + 1) * delta / (delta + skew)
    }
}
