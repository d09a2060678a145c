import ArgumentParser
import Foundation
import Settings

/// The manual: its topics, and the page that is made from what the program knows of itself.
struct ManCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man", abstract: "Print a topic of the manual, or list the topics.",
        discussion: """
            `resellerdesk man TOPIC` prints plain text; with --roff it is for `man -l -`.
            `resellerdesk man --roff | man -l -` shows the page of the whole program.
            """)

    @OptionGroup var account: AccountOptions

    @Argument(
        help: "The topic; without one the topics are listed.", completion: .list(ManualTopic.all.map(\.name)))
    var topic: String?

    @Flag(help: "Print it in the language of man.")
    var roff = false

    @Flag(help: "Print plain text, as by default.")
    var text = false

    func validate() throws {
        if roff, text { throw ValidationError("--roff and --text exclude each other.") }
        _ = try chosen()
    }

    func run() throws {
        let version = ResellerDesk.configuration.version
        if let topic = try chosen() {
            Console.write(
                roff ? ManualRoff(topic: topic, version: version).roff : ManualText(topic: topic).text)
            return
        }
        guard roff else {
            Console.write(ManualTopic.list)
            return
        }
        do {
            let tree = try CommandTree.ofThisProgram()
            Console.write(ManPage(tree: tree, version: version, keymap: .shipped).roff)
        } catch {
            throw CommandFailure("The manual page could not be made: \(error)")
        }
    }

    private func chosen() throws -> ManualTopic? {
        guard let topic else { return nil }
        let names = ManualTopic.all.map(\.name)
        if let found = ManualTopic.all.first(where: { $0.name == topic.lowercased() }) { return found }
        let nearest = Nearest.name(to: topic, in: names).map { " Did you mean \($0)?" } ?? ""
        throw ValidationError("Unknown topic \"\(topic)\".\(nearest) `resellerdesk man` lists the topics.")
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
