import ArgumentParser
import Foundation
import Settings

/// The manual page, made from what the program knows of itself.
struct ManCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man", abstract: "Print the manual page; `resellerdesk man | man -l -` shows it.")

    @OptionGroup var account: AccountOptions

    func run() throws {
        do {
            let tree = try CommandTree.ofThisProgram()
            let version = ResellerDesk.configuration.version
            Console.write(ManPage(tree: tree, version: version, keymap: .shipped).roff)
        } catch {
            throw CommandFailure("the manual page could not be made: \(error)")
        }
    }
}

/// The program's commands and their options, as the parser tells them.
struct CommandTree: Decodable {
    struct Option: Decodable {
        struct Name: Decodable {
            let kind: String
            let name: String

            /// As typed.
            var text: String { (kind == "long" ? "--" : "-") + name }
        }

        let kind: String
        let shouldDisplay: Bool
        let isOptional: Bool
        let isRepeating: Bool
        let names: [Name]?
        let preferredName: Name?
        let valueName: String?
        let abstract: String?
    }

    let commandName: String
    let shouldDisplay: Bool
    let abstract: String?
    let discussion: String?
    let subcommands: [CommandTree]?
    let arguments: [Option]?

    static func ofThisProgram() throws -> CommandTree {
        struct Dump: Decodable { let command: CommandTree }
        return try JSONDecoder().decode(Dump.self, from: Data(ResellerDesk._dumpHelp().utf8)).command
    }
}
