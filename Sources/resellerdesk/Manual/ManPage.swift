import ArgumentParser
import Foundation
import ResellerAPI
import Settings

/// The manual page in the language of `man`.
struct ManPage {
    let tree: CommandTree
    let version: String
    let keymap: Keymap

    var roff: String {
        let words = version.split(separator: " ").map(String.init)
        let title = Roff.title("RESELLERDESK", version: words.joined(separator: " "))
        return title + Roff.section("NAME", "resellerdesk \\- \(Roff.text(headline))\n") + synopsis + description
            + commands + keys + operations + files + environment + exitStatus
    }

    private var headline: String {
        let text = tree.abstract ?? ""
        return text.prefix(1).lowercased() + text.dropFirst().drop { $0 == "." }.replacing(".", with: "")
    }

    /// What the dashboard is called in the tree; without a subcommand it runs.
    private static let dashboard = DashboardCommand.configuration.commandName
    private var desk: CommandTree? { shown.first { $0.commandName == Self.dashboard } }
    private var shown: [CommandTree] {
        (tree.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    }

    // MARK: - Sections

    private var synopsis: String {
        let lines = shown.map { command in
            let name = command.commandName == Self.dashboard ? "" : " \(command.commandName)"
            let positional = (command.arguments ?? []).filter { $0.kind == "positional" }.map(Self.usage)
            return ".B resellerdesk\(Roff.text(name))\n"
                + Roff.line((["[options]"] + positional).joined(separator: " ")) + ".br\n"
        }
        return Roff.section("SYNOPSIS", lines.joined())
    }

    private static func usage(_ option: CommandTree.Option) -> String {
        let name = (option.valueName ?? "value") + (option.isRepeating ? " ..." : "")
        return option.isOptional ? "[\(name)]" : name
    }

    private var description: String {
        let text = (tree.discussion ?? "").components(before: "DASHBOARD OPTIONS:")
        return Roff.section("DESCRIPTION", Roff.paragraphs(text)) + Roff.section("OPTIONS", options(of: desk))
    }

    private var commands: String {
        let parts = shown.filter { $0.commandName != Self.dashboard }.map { command in
            var text = ".SS resellerdesk \(Roff.text(command.commandName))\n" + Roff.line(command.abstract ?? "")
            let discussion = (command.discussion ?? "").components(before: "OPERATIONS:")
            if !discussion.isEmpty { text += ".PP\n" + Roff.paragraphs(discussion) }
            return text + options(of: command, but: common)
        }
        let intro = "Each takes the options that say which account, and where things are kept, as above.\n"
        return Roff.section("COMMANDS", Roff.line(intro) + parts.joined())
    }

    /// Names of the options that every command has.
    private var common: Set<String> {
        let names = shown.map { Set(($0.arguments ?? []).compactMap { $0.preferredName?.name }) }
        return names.dropFirst().reduce(names.first ?? []) { $0.intersection($1) }
    }

    /// Options and arguments, without those of these names.
    private func options(of command: CommandTree?, but known: Set<String> = []) -> String {
        let options = (command?.arguments ?? []).filter { option in
            option.shouldDisplay && !(option.preferredName.map { known.contains($0.name) } ?? false)
        }
        return options.map { option in
            let names = (option.names ?? []).map(\.text).joined(separator: ", ")
            let head = option.kind == "positional" ? Self.usage(option) : names
            let value = option.kind == "option" ? " \(option.valueName ?? "value")" : ""
            return Roff.item(head + value, option.abstract ?? "")
        }.joined()
    }

    private var keys: String {
        let groups = Command.Group.allCases.map { group in
            let commands = Command.all.filter { $0.group == group }
            return ".SS \(Roff.text(group.rawValue))\n"
                + commands.map { command in
                    let keys = KeyTable.keys(of: command, keymap)
                    return Roff.item(
                        keys.isEmpty ? ":\(command.id.rawValue)" : keys.joined(separator: "  "), command.help)
                }.joined()
        }
        return Roff.section("KEYS", groups.joined())
    }

    private var operations: String {
        var areas: [(title: String, ids: [String])] = []
        for operation in ResellerAPI.Operation.all {
            if let index = areas.firstIndex(where: { $0.title == operation.areaWords }) {
                areas[index].ids.append(operation.id)
            } else {
                areas.append((operation.areaWords, [operation.id]))
            }
        }
        let intro = "What `resellerdesk call` can do; `resellerdesk call OPERATION --help` tells the fields."
        return Roff.section(
            "OPERATIONS",
            Roff.line(intro) + areas.map { Roff.item($0.title, $0.ids.joined(separator: ", ")) }.joined())
    }

    private var files: String {
        Roff.section(
            "FILES",
            Roff.item("$XDG_CONFIG_HOME/resellerdesk/config.json", "The accounts; never written by the program.")
                + Roff.item("$XDG_CONFIG_HOME/resellerdesk/accounts/NAME.json", "Accounts that the program added.")
                + Roff.item("$XDG_CONFIG_HOME/resellerdesk/keymap.json", "Keys that differ from the shipped ones.")
                + Roff.item("$XDG_CONFIG_HOME/resellerdesk/themes/NAME.json", "Themes of one's own.")
                + Roff.item("$XDG_STATE_HOME/resellerdesk/archive.sqlite", "What was seen, and the journal."))
    }

    private var environment: String {
        Roff.section(
            "ENVIRONMENT",
            Roff.item("RESELLERDESK_BASE_URL, RESELLERDESK_USER, RESELLERDESK_KEY", "The account; flags come before.")
                + Roff.item(
                    "NO_COLOR, COLORTERM, TERM, LC_ALL, ESCDELAY, TZ", "Are honoured as everywhere else."))
    }

    private var exitStatus: String {
        Roff.section(
            "EXIT STATUS",
            Roff.item("0", "Done.") + Roff.item("1", "The work failed.") + Roff.item("2", "Wrong usage.")
                + Roff.item("128+n", "Ended by signal n."))
    }
}

extension String {
    /// What stands before a heading, without the blank lines at its end.
    fileprivate func components(before heading: String) -> String {
        let text = range(of: heading).map { self[..<$0.lowerBound] } ?? self[...]
        return String(text.reversed().drop { $0.isWhitespace }.reversed())
    }
}
