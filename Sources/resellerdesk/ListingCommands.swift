import ArgumentParser
import Foundation
import Screen
import Settings

/// The keys as they are now, the user's own included.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "List the commands and their keys, your keymap.json included.")

    @OptionGroup var account: AccountOptions

    func run() throws {
        let settings = account.settings()
        Console.write(KeyTable.markdown(settings.keymap))
        for problem in settings.problems { Console.say(problem.text) }
        if settings.config?.fault != nil { throw ExitCode(2) }
    }
}

/// The themes that can be chosen.
struct ThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "themes", abstract: "List the themes.")

    @OptionGroup var account: AccountOptions

    func run() throws {
        let settings = account.settings()
        let width = settings.themes.themes.map(\.name.count).max() ?? 0
        for theme in settings.themes.themes {
            let name = theme.name.padding(toLength: width + 2, withPad: " ", startingAt: 0)
            Console.write(Text.neutralise(name + theme.about) + "\n")
        }
        for problem in settings.problems { Console.say(problem.text) }
        if settings.config?.fault != nil { throw ExitCode(2) }
    }
}

extension Paths {
    /// The places of whoever runs the program.
    static func ofThisUser() -> Paths {
        let environment = ProcessInfo.processInfo.environment
        // NSHomeDirectory asks the password file first; a shell's HOME is what people mean.
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
        return Paths(environment: environment, home: home)
    }
}
