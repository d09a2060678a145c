import Formats

extension Text {
    /// Hostile text as one line, made harmless and honest (see `Harmless.line`); doing it twice changes nothing.
    package static func neutralise(_ text: String) -> String { Harmless.line(text) }

    /// Blank to tilde only: every byte is one column, nothing can be hidden in it.
    package static func isPrintableASCII(_ text: String) -> Bool { Harmless.isPrintableASCII(text) }

    /// One column, one scalar, one grapheme, and harmless.
    static func isSimple(_ scalar: Unicode.Scalar) -> Bool { Harmless.isSimple(scalar) }

    /// Simple all through: can be drawn scalar by scalar.
    static func isSimple(_ text: String) -> Bool { Harmless.isSimple(text) }
}
