/// Takes secrets out of texts that others made: a service may repeat what it was sent.
package enum SecretText {
    package static let mask = "***"
    /// From this length on a secret is taken out wherever it stands, inside of words too; a shorter one may be part of
    /// ordinary words, and is taken out where it stands alone.
    static let distinct = 8

    package static func hide(_ secrets: [String], in text: String) -> String {
        // The longest first: one may be a part of another.
        let sorted = secrets.filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }
        return String(
            sorted.reduce(text.unicodeScalars) { scalars, secret in
                hide(Array(secret.unicodeScalars), alone: secret.utf8.count < distinct, in: Array(scalars))
            })
    }

    private static func hide(
        _ secret: [Unicode.Scalar], alone: Bool, in text: [Unicode.Scalar]
    ) -> String.UnicodeScalarView {
        var result = String.UnicodeScalarView()
        var index = 0
        while index < text.count {
            let end = index + secret.count
            let isFound =
                end <= text.count && text[index..<end].elementsEqual(secret)
                && !(alone && (isOfWord(text, index - 1) || isOfWord(text, end)))
            if isFound { result.append(contentsOf: mask.unicodeScalars) } else { result.append(text[index]) }
            index = isFound ? end : index + 1
        }
        return result
    }

    private static func isOfWord(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
        guard text.indices.contains(index) else { return false }
        return text[index].properties.isAlphabetic || text[index].properties.numericType != nil
    }
}
