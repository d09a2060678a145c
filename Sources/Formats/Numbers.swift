/// Figures as text. What could not be computed is `?`.
package enum Numbers {
    /// In full, thousands with commas: `12,403`.
    package static func grouped(_ value: Int) -> String {
        var digits = Array(String(value.magnitude))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (value < 0 ? "-" : "") + String(digits)
    }

    /// For narrow columns: in full below 10,000, then one decimal: `9,204`, `88.1k`, `1.2M`, `3.0B`.
    package static func short(_ value: Int) -> String {
        let size = Double(value.magnitude)
        guard size >= 10_000 else { return grouped(value) }
        let steps: [(Double, String)] = [(1e3, "k"), (1e6, "M"), (1e9, "B"), (1e12, "T")]
        // Not the first step that would round up to a thousand of itself.
        let step = steps.first { (size / $0.0 * 10).rounded() < 10_000 } ?? (1e12, "T")
        return (value < 0 ? "-" : "") + decimal(size / step.0, places: 1) + step.1
    }

    /// A share of 100 with as many decimals as decide: `95.5%`, `6.1%`, `0.41%`, `8%`, `<0.01%`.
    ///
    /// With a limit, decimals are added until the figure is seen to lie on its side: 4.96 against 5 is `4.96%`.
    package static func percent(_ value: Double, against limit: Double? = nil) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "?" }
        let size = abs(value)
        let sign = value < 0 ? "-" : ""
        if size == 0 { return "0%" }
        if size < 0.005 { return "\(sign)<0.01%" }
        var places = size < 1 ? 2 : 1
        // Nearly all is not all.
        let limits = [limit.map(abs), 100].compactMap { $0 }
        while places < 4, limits.contains(where: { $0 != size && rounded(size, places) == rounded($0, places) }) {
            places += 1
        }
        return sign + withoutZeros(decimal(size, places: places)) + "%"
    }

    /// A part of a whole as a share; `?` of nothing.
    package static func percent(_ part: Int, of whole: Int, against limit: Double? = nil) -> String {
        whole == 0 ? "?" : percent(Double(part) / Double(whole) * 100, against: limit)
    }

    /// A change with its sign: `+4`, `-9`, `0`.
    package static func signed(_ change: Int) -> String { (change > 0 ? "+" : "") + grouped(change) }

    /// A change of points with one decimal: `+0.9`, `-0.6`, `0`.
    package static func signed(_ change: Double) -> String {
        guard change.isFinite, abs(change) < 1e15 else { return "?" }
        let text = withoutZeros(decimal(abs(change), places: 1))
        return text == "0" ? text : (change > 0 ? "+" : "-") + text
    }

    /// A change in whole percent: `+277%`, `-4%`, `0%`; from nothing `new`.
    package static func change(from before: Double, to now: Double) -> String {
        guard before.isFinite, now.isFinite else { return "?" }
        guard before != 0 else { return now == 0 ? "0%" : "new" }
        let change = ((now - before) / abs(before) * 100).rounded()
        guard abs(change) < 1e15 else { return "?" }
        return signed(Int(change)) + "%"
    }

    /// With a fixed number of decimals; thousands with commas.
    package static func decimal(_ value: Double, places: Int) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "?" }
        let places = min(max(places, 0), 4)
        let unit = powersOfTen[places]
        let whole = rounded(abs(value), places)
        let sign = value < 0 && whole > 0 ? "-" : ""
        guard places > 0 else { return sign + grouped(whole) }
        let fraction = String(whole % unit)
        return sign + grouped(whole / unit) + "." + String(repeating: "0", count: places - fraction.count) + fraction
    }

    private static let powersOfTen = [1, 10, 100, 1_000, 10_000]

    /// The value in units of its last decimal.
    private static func rounded(_ value: Double, _ places: Int) -> Int {
        let scaled = (value * Double(powersOfTen[places])).rounded()
        return scaled < 9e18 ? Int(scaled) : Int.max
    }

    private static func withoutZeros(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var text = text
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }
}
