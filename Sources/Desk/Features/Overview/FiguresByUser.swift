import Records

/// How all customers ever read are doing, by username; knows at any time how many need a human.
package struct FiguresByUser: Sendable, Equatable, Sequence, ExpressibleByDictionaryLiteral {
    private var figures: [String: Figures] = [:]
    /// Customers with a critical figure.
    package private(set) var criticalCount = 0
    /// Customers with a figure to watch.
    package private(set) var warningCount = 0

    package init() {}

    package init(dictionaryLiteral elements: (String, Figures)...) {
        for (user, figures) in elements { self[user] = figures }
    }

    package var count: Int { figures.count }
    package var isEmpty: Bool { figures.isEmpty }
    package var keys: Dictionary<String, Figures>.Keys { figures.keys }
    package var values: Dictionary<String, Figures>.Values { figures.values }

    /// Counted on the way in and out: a screen is drawn without walking all customers.
    package subscript(user: String) -> Figures? {
        get { figures[user] }
        set {
            count(figures[user]?.severity, -1)
            count(newValue?.severity, 1)
            figures[user] = newValue
        }
    }

    package func makeIterator() -> Dictionary<String, Figures>.Iterator { figures.makeIterator() }

    private mutating func count(_ severity: Severity?, _ step: Int) {
        switch severity {
        case .critical: criticalCount += step
        case .warning: warningCount += step
        case .well, nil: break
        }
    }
}
