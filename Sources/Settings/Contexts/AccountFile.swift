/// One context in a file of its own, `accounts/NAME.json`, with the entries that a context of config.json has.
package struct AccountFile: Sendable, Equatable {
    /// None where the file can't be read as JSON.
    package private(set) var context: ConfigFile.Context?
    package private(set) var problems: [Problem] = []

    package init(name: String, bytes: [UInt8]) {
        let file = Self.place(name)
        switch JSONReader.read(bytes) {
        case .failure(let failure):
            problems = [
                Problem(
                    file: file, line: failure.place.line, column: failure.place.column, reason: .json(failure.fault))
            ]
        case .success(let node):
            var reader = ContextReader(file: file, name: name, line: node.place.line)
            reader.read(node)
            (context, problems) = (reader.context, reader.reader.problems)
        }
    }

    /// The file below the settings.
    package static func place(_ name: String) -> String { "accounts/\(name).json" }
}
