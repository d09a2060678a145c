import Foundation

/// Messages in files, each with one trick in it; what is right about them stands in the tests that open them.
package enum MailCases {
    /// All of them, by name.
    package static let names = [
        "c14b", "c14e", "c15b", "c15n", "c16b", "c17", "c18a", "c19a", "n01a", "n01c", "n02a", "n02e", "n03a", "n03d",
        "n03f", "n17a",
    ]

    package static func bytes(_ name: String) throws -> [UInt8] {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Mail")
        return Array(try Data(contentsOf: folder.appendingPathComponent(name + ".eml")))
    }
}
