/// Families of figures in Prometheus' text format 0.0.4.
package enum MetricsText {
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// The families in their order; one without samples is left out, as its header alone says nothing.
    package static func text(_ families: [MetricFamily]) -> String {
        var text = ""
        for family in families where !family.samples.isEmpty {
            text += "# HELP \(family.name) \(escaped(family.help))\n# TYPE \(family.name) \(family.kind.rawValue)\n"
            for sample in family.samples {
                text += family.name
                if !sample.labels.isEmpty { write(sample.labels, to: &text) }
                text += " "
                text += number(sample.value)
                text += "\n"
            }
        }
        return text
    }

    private static func write(_ labels: [MetricFamily.Label], to text: inout String) {
        var separator = "{"
        for label in labels {
            text += separator
            text += label.name
            text += "=\""
            text += escaped(label.value, quotes: true)
            text += "\""
            separator = ","
        }
        text += "}"
    }

    /// Backslash and line feed are escaped, in label values the quote too. Scalar by scalar: a mark that combines with
    /// the character before must not hide it.
    private static func escaped(_ value: String, quotes: Bool = false) -> String {
        guard value.utf8.contains(where: { $0 == 0x5C || $0 == 0x0A || $0 == 0x22 }) else { return value }
        var result = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": result.append(contentsOf: #"\\"#.unicodeScalars)
            case "\n": result.append(contentsOf: #"\n"#.unicodeScalars)
            case "\"" where quotes: result.append(contentsOf: #"\""#.unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Whole numbers without a point; the shortest text that reads back as the same number for others.
    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int(exactly: value), whole.magnitude < 1 << 53 { return String(whole) }
        return value.description
    }
}
