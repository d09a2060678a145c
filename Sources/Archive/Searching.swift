import Formats
import GRDB

extension DatabaseFunction {
    /// A text in every spelling in which it is looked for, folded as all that is searched.
    static let searched = DatabaseFunction("searched", argumentCount: 1, pure: true) { values in
        guard let text = String.fromDatabaseValue(values[0]) else { return nil }
        return AddressForms.searched(text).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\u{1}")
    }
}
