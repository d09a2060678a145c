/// The parameters of one call in their order; a list is one name given several times.
///
/// Values of password fields never appear in descriptions and dumps.
package struct Parameters: Sendable, Hashable {
    /// One name with one value.
    package struct Pair: Sendable, Hashable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package private(set) var pairs: [Pair]

    package init(_ pairs: [Pair] = []) { self.pairs = pairs }

    package mutating func append(_ name: String, _ value: String) { pairs.append(Pair(name, value)) }

    package func appending(_ name: String, _ value: String) -> Parameters { Parameters(pairs + [Pair(name, value)]) }

    /// All values of this name, in their order.
    package func values(of name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// The value of this name; of several the last, as the service takes it.
    package subscript(name: String) -> String? { pairs.last { $0.name == name }?.value }
}

extension Parameters: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { Pair($0.0, $0.1) })
    }
}

extension Parameters.Pair: CustomStringConvertible, CustomReflectable {
    /// Whether the value of a parameter of this name must not be shown; judged by the name, as a dump knows no operation.
    package static func isSecret(_ name: String) -> Bool {
        let lower = name.lowercased()
        return lower.contains("password") || lower == "api_key" || lower == "license_key"
    }

    package var description: String { "\(name)=\(Self.isSecret(name) ? "***" : value)" }
    package var customMirror: Mirror { Mirror(self, children: ["pair": description]) }
}

extension Parameters: CustomStringConvertible {
    package var description: String { pairs.map(\.description).joined(separator: " ") }
}
