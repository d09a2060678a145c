/// Everything a person can set in files, read and checked. Made again by `:reload`.
package struct LoadedSettings: Sendable, Equatable {
    package var keymap: Keymap
    package var themes: ThemeCatalogue
    /// None where there is neither config.json nor an account with a file of its own.
    package var config: ConfigFile?
    /// Of all files, in the order: config, keymap, themes.
    package var problems: [Problem]

    /// The shipped defaults alone.
    package static let shipped = LoadedSettings(
        keymap: .shipped, themes: ThemeCatalogue(), config: nil, problems: [])

    /// Reads the user's files over the shipped defaults. What can't be read is a problem, never the end.
    ///
    /// - Parameter configFile: another place for config.json (`--config`); it must exist then.
    package static func load(paths: Paths, configFile: String? = nil) -> LoadedSettings {
        var problems: [Problem] = []
        func bytes(_ path: String, _ name: String, mustExist: Bool = false) -> [UInt8]? {
            switch UserFiles.read(path, mustExist: mustExist) {
            case .success(let bytes): return bytes
            case .failure(let fault):
                problems.append(Problem(file: name, reason: .file(fault)))
                return nil
            }
        }
        let configName = configFile ?? "config.json"
        var config = bytes(configFile ?? paths.configFile, configName, mustExist: configFile != nil)
            .map { ConfigFile(name: configName, bytes: $0) }
        let isMissing = problems.isEmpty
        let accounts = UserFiles.names(in: paths.accountsDirectory, ending: ".json").compactMap { name in
            bytes("\(paths.accountsDirectory)/\(name).json", AccountFile.place(name))
                .map { AccountFile(name: name, bytes: $0) }
        }
        if config != nil {
            config?.add(accounts)
        } else if !accounts.isEmpty {
            config = ConfigFile(name: configName, accounts: accounts, isMissing: isMissing)
        }
        let keymapFile = bytes(paths.keymapFile, "keymap.json").map { KeymapFile(name: "keymap.json", bytes: $0) }
        let themeFiles = UserFiles.names(in: paths.themesDirectory, ending: ".json").compactMap { name in
            bytes("\(paths.themesDirectory)/\(name).json", "themes/\(name).json")
                .map { ThemeCatalogue.UserFile(name: name, file: "themes/\(name).json", bytes: $0) }
        }
        let keymap = Keymap(merging: Keymap.shippedFile, user: keymapFile)
        let themes = ThemeCatalogue(userFiles: themeFiles)
        problems += (config?.problems ?? []) + keymap.problems + themes.problems
        return LoadedSettings(keymap: keymap, themes: themes, config: config, problems: problems)
    }
}
