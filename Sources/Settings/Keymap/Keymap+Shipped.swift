extension Keymap {
    /// The shipped file as it was compiled in.
    package static var shippedFile: KeymapFile {
        KeymapFile(name: "keymap.json (shipped)", bytes: PackageResources.keymap_json)
    }

    /// The keymap without a user's file.
    package static let shipped = Keymap(merging: shippedFile)
}
