/// The colours that terminals have, and how well they are told apart.
package enum Palette {
    /// An exact colour.
    package struct RGB: Sendable, Hashable {
        package var red: UInt8
        package var green: UInt8
        package var blue: UInt8

        package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
            self.red = red
            self.green = green
            self.blue = blue
        }
    }

    /// The place among the 256 colours that comes nearest; never one of the first 16, which are the user's own.
    package static func nearest256(_ colour: RGB) -> Int {
        let cube = [colour.red, colour.green, colour.blue].map(nearestStep)
        let candidates = [16 + cube[0] * 36 + cube[1] * 6 + cube[2]] + Array(232...255)
        return candidates.min { distance(colour, rgb(of256: $0)) < distance(colour, rgb(of256: $1)) } ?? candidates[0]
    }

    /// The place among the eight colours: the same hue as far as they have it, else black or white. 0 black to 7 white.
    package static func nearest8(_ colour: RGB) -> Int {
        let parts = [Int(colour.red), Int(colour.green), Int(colour.blue)]
        let (low, high) = (parts.min() ?? 0, parts.max() ?? 0)
        let isGrey = high - low < 48 || high < 64
        if isGrey { return high < 96 ? 0 : 7 }
        return parts.enumerated().reduce(0) { $1.element * 2 > low + high ? $0 | 1 << $1.offset : $0 }
    }

    /// What a place among the 256 looks like; the first 16 as xterm has them.
    package static func rgb(of256 index: Int) -> RGB {
        switch index {
        case 0..<16: return first[index]
        case 16..<232:
            let place = index - 16
            return RGB(steps[place / 36], steps[place / 6 % 6], steps[place % 6])
        default:
            let grey = UInt8(8 + min(max(index - 232, 0), 23) * 10)
            return RGB(grey, grey, grey)
        }
    }

    /// WCAG 2 contrast, 1...21.
    package static func contrast(_ one: RGB, _ other: RGB) -> Double {
        let (first, second) = (luminance(one), luminance(other))
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    /// WCAG 2 relative luminance, 0...1.
    package static func luminance(_ colour: RGB) -> Double {
        let parts = [colour.red, colour.green, colour.blue].map { linear(Double($0) / 255) }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]

    private static let first: [RGB] = [
        RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238), RGB(205, 0, 205),
        RGB(0, 205, 205), RGB(229, 229, 229), RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
        RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
    ]

    private static func nearestStep(_ part: UInt8) -> Int {
        steps.indices.min { abs(Int(steps[$0]) - Int(part)) < abs(Int(steps[$1]) - Int(part)) } ?? 0
    }

    private static func distance(_ one: RGB, _ other: RGB) -> Int {
        zip([one.red, one.green, one.blue], [other.red, other.green, other.blue])
            .reduce(0) { $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1)) }
    }

    /// The sRGB curve undone. The standard library has no power function: x^2.4 is x^2 times the fifth root of x^2.
    private static func linear(_ part: Double) -> Double {
        if part <= 0.04045 { return part / 12.92 }
        let base = (part + 0.055) / 1.055
        // By Newton's method.
        let square = base * base
        var root = 1.0
        for _ in 0..<24 {
            let fourth = root * root * root * root
            root -= (fourth * root - square) / (5 * fourth)
        }
        return square * root
    }
}
