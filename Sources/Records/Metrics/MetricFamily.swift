/// Figures of one kind, for programs that collect such figures: a name, what it means, and a value for each set of
/// labels.
package struct MetricFamily: Sendable, Equatable {
    package enum Kind: String, Sendable {
        /// Goes up and down.
        case gauge
        /// Only grows, until the program starts anew.
        case counter
    }

    package struct Label: Sendable, Equatable {
        package let name: String
        /// Any text; escaped when it is written.
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package struct Sample: Sendable, Equatable {
        package let labels: [Label]
        package let value: Double

        package init(_ labels: [Label] = [], _ value: Double) {
            self.labels = labels
            self.value = value
        }
    }

    /// Letters, digits and underscores, with the unit at the end.
    package let name: String
    package let kind: Kind
    package let help: String
    package var samples: [Sample]

    package init(_ name: String, _ kind: Kind = .gauge, help: String, _ samples: [Sample]) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }

    /// A family of one value without labels; of none where the value is unknown.
    package init(_ name: String, _ kind: Kind = .gauge, help: String, value: Double?) {
        self.init(name, kind, help: help, value.map { [Sample([], $0)] } ?? [])
    }
}
