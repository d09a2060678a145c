/// What a spam filter on this machine says of a message.
package struct SpamReport: Sendable, Hashable {
    package let score: Double
    /// From here on it calls a message spam.
    package let required: Double
    /// The rules that hit, the heaviest first.
    package let rules: [Rule]

    package struct Rule: Sendable, Hashable {
        package let points: Double
        package let name: String
        package let text: String

        package init(points: Double, name: String, text: String) {
            self.points = points
            self.name = name
            self.text = text
        }
    }

    package init(score: Double, required: Double, rules: [Rule]) {
        self.score = score
        self.required = required
        self.rules = rules
    }
}
