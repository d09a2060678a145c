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

    /// Reads the user's files over the shipped defaults. What can't be read is a problem, never the end; where accounts are
    /// concerned, it is the config's fault, with which no account is used.
    ///
    /// - Parameter configFile: another place for config.json (`--config`); it must exist then.
    package static func load(paths: Paths, configFile: String? = nil) -> LoadedSettings {
        let config = config(paths, configFile)
        var problems: [Problem] = []
        func bytes(_ path: String, _ name: String, mustExist: Bool = false) -> [UInt8]? {
            switch UserFiles.read(path, mustExist: mustExist) {
            case .success(let bytes): return bytes
            case .failure(let fault):
                problems.append(Problem(file: name, reason: .file(fault)))
                return nil
            }
        }
        let keymapFile = bytes(paths.keymapFile, "keymap.json").map { KeymapFile(name: "keymap.json", bytes: $0) }
        let themeNames = UserFiles.names(in: paths.themesDirectory, ending: ".json")
        if case .failure(let fault) = themeNames { problems.append(Problem(file: "themes", reason: .file(fault))) }
        let themeFiles = ((try? themeNames.get()) ?? []).compactMap { name in
            bytes("\(paths.themesDirectory)/\(name).json", "themes/\(name).json", mustExist: true)
                .map { ThemeCatalogue.UserFile(name: name, file: "themes/\(name).json", bytes: $0) }
        }
        let keymap = Keymap(merging: Keymap.shippedFile, user: keymapFile)
        let themes = ThemeCatalogue(userFiles: themeFiles)
        return LoadedSettings(
            keymap: keymap, themes: themes, config: config,
            problems: (config?.problems ?? []) + problems + keymap.problems + themes.problems)
    }

    /// What config.json and the accounts' own files say; nil where there is nothing of them.
    private static func config(_ paths: Paths, _ configFile: String?) -> ConfigFile? {
        let name = configFile ?? "config.json"
        var config: ConfigFile
        let read = UserFiles.read(
            configFile ?? paths.configFile, mustExist: configFile != nil, isTrusted: true)
        switch read {
        case .success(let bytes): config = bytes.map { ConfigFile(name: name, bytes: $0) } ?? ConfigFile(missing: name)
        case .failure(let fault): config = ConfigFile(name: name, unreadable: fault)
        }
        switch UserFiles.names(in: paths.accountsDirectory, ending: ".json") {
        case .failure(let fault): config.addUnreadableAccounts(AccountFile.folder, fault)
        case .success(let names): config.add(names.map { account($0, paths) })
        }
        return config == ConfigFile(missing: name) ? nil : config
    }

    private static func account(_ name: String, _ paths: Paths) -> AccountFile {
        switch UserFiles.read("\(paths.accountsDirectory)/\(name).json", mustExist: true, isTrusted: true) {
        case .success(let bytes): AccountFile(name: name, bytes: bytes ?? [])
        case .failure(let fault): AccountFile(name: name, unreadable: fault)
        }
    }
}
