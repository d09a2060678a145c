/// One context in a file of its own, `accounts/NAME.json`, with the entries that a context of config.json has.
package struct AccountFile: Sendable, Equatable {
    package let name: String
    /// None where the file can't be read as JSON, or not at all.
    package private(set) var context: ConfigFile.Context?
    package private(set) var problems: [Problem] = []

    package init(name: String, bytes: [UInt8]) {
        self.name = name
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

    /// One that is there and can't be read.
    package init(name: String, unreadable fault: FileFault) {
        self.name = name
        problems = [Problem(file: Self.place(name), reason: .file(fault))]
    }

    /// The folder of these files, below the settings.
    package static let folder = "accounts"

    /// The file below the settings.
    package static func place(_ name: String) -> String { "\(folder)/\(name).json" }
}
