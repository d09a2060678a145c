extension Keymap {
    /// keymap.json as it was compiled in.
    static var shippedBytes: [UInt8] { PackageResources.keymap_json }

    /// The shipped file, read.
    package static var shippedFile: KeymapFile {
        KeymapFile(name: "keymap.json (shipped)", bytes: shippedBytes)
    }

    /// The keymap without a user's file.
    package static let shipped = Keymap(merging: shippedFile)
}
