import Foundation
import Screen

/// How colours are seen: contrast after WCAG, the 240 fixed colours of xterm, colour-blind eyes.
enum Sight {
    typealias Light = [Double]
    /// Rows of a colour transformation, in linear light.
    typealias Matrix = [[Double]]

    /// xterm's first sixteen colours.
    static let xterm: [Light] = [
        [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205], [229, 229, 229],
        [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0], [92, 92, 255], [255, 0, 255], [0, 255, 255],
        [255, 255, 255],
    ]
    /// The Linux console's.
    static let console: [Light] = [
        [0, 0, 0], [170, 0, 0], [0, 170, 0], [170, 85, 0], [0, 0, 170], [170, 0, 170], [0, 170, 170], [170, 170, 170],
        [85, 85, 85], [255, 85, 85], [85, 255, 85], [255, 255, 85], [85, 85, 255], [255, 85, 255], [85, 255, 255],
        [255, 255, 255],
    ]
    /// Machado, Oliveira and Fernandes 2009, severity 1: protan, deutan, tritan.
    static let blind: [Matrix] = [
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ]

    /// Front and back of a style; bold brightens one of the eight colours, reverse swaps, the terminal's own is white.
    static func colours(_ style: Style, on ground: Colour, palette: [Light]) -> (front: Light, back: Light) {
        let isBold = style.attributes.contains(.bold)
        let front = light(style.foreground, otherwise: palette[7], palette: palette, bright: isBold)
        let back = light(
            style.background == .standard ? ground : style.background, otherwise: palette[0], palette: palette)
        return style.attributes.contains(.reverse) ? (back, front) : (front, back)
    }

    private static func light(_ colour: Colour, otherwise: Light, palette: [Light], bright: Bool = false) -> Light {
        switch colour {
        case .standard: otherwise
        case .named(let index): palette[index + (bright ? 8 : 0)]
        case .rgb(let red, let green, let blue): [Double(red), Double(green), Double(blue)]
        }
    }

    static func contrast(_ one: Light, _ other: Light) -> Double {
        let lights = [one, other].map { zip([0.2126, 0.7152, 0.0722], linear($0)).map(*).reduce(0.05, +) }.sorted()
        return lights[1] / lights[0]
    }

    static func in256(_ colour: Light) -> Light {
        let steps: [Double] = [0, 95, 135, 175, 215, 255]
        let cube = steps.flatMap { red in steps.flatMap { green in steps.map { [red, green, $0] } } }
        let greys = (0..<24).map { Light(repeating: Double(8 + 10 * $0), count: 3) }
        return (cube + greys).min { distance($0, colour) < distance($1, colour) } ?? colour
    }

    /// Where a colour stands in CIE Lab when seen through a matrix.
    static func lab(_ colour: Light, through matrix: Matrix) -> Light {
        let seen = times(matrix, linear(colour)).map { min(1, max(0, $0)) }
        let rows = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
        let bent = zip(times(rows, seen), [0.9505, 1, 1.089]).map { value, white in
            let ratio = value / white
            return ratio > 0.008856 ? pow(ratio, 1 / 3) : 7.787 * ratio + 16 / 116
        }
        return [116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])]
    }

    private static func times(_ matrix: Matrix, _ vector: Light) -> Light {
        matrix.map { zip($0, vector).map(*).reduce(0, +) }
    }

    private static func distance(_ one: Light, _ other: Light) -> Double {
        zip(one, other).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
    }

    private static func linear(_ colour: Light) -> Light {
        colour.map { $0 / 255 }.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
    }
}
