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
        let title = ".TH RESELLERDESK 1 \"\" \"\(Self.text(words.joined(separator: " ")))\" \"ResellerDesk\"\n"
        return title + section("NAME", "resellerdesk \\- \(Self.text(headline))\n") + synopsis + description
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
            return ".B resellerdesk\(Self.text(name))\n"
                + Self.line((["[options]"] + positional).joined(separator: " ")) + ".br\n"
        }
        return section("SYNOPSIS", lines.joined())
    }

    private static func usage(_ option: CommandTree.Option) -> String {
        let name = (option.valueName ?? "value") + (option.isRepeating ? " ..." : "")
        return option.isOptional ? "[\(name)]" : name
    }

    private var description: String {
        let text = (tree.discussion ?? "").components(before: "DASHBOARD OPTIONS:")
        return section("DESCRIPTION", Self.paragraphs(text)) + section("OPTIONS", options(of: desk))
    }

    private var commands: String {
        let parts = shown.filter { $0.commandName != Self.dashboard }.map { command in
            var text = ".SS resellerdesk \(Self.text(command.commandName))\n" + Self.line(command.abstract ?? "")
            let discussion = (command.discussion ?? "").components(before: "OPERATIONS:")
            if !discussion.isEmpty { text += ".PP\n" + Self.paragraphs(discussion) }
            return text + options(of: command, but: common)
        }
        let intro = "Each takes the options that say which account, and where things are kept, as above.\n"
        return section("COMMANDS", Self.line(intro) + parts.joined())
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
            return Self.item(head + value, option.abstract ?? "")
        }.joined()
    }

    private var keys: String {
        let groups = Command.Group.allCases.map { group in
            let commands = Command.all.filter { $0.group == group }
            return ".SS \(Self.text(group.rawValue))\n"
                + commands.map { command in
                    let keys = KeyTable.keys(of: command, keymap)
                    return Self.item(
                        keys.isEmpty ? ":\(command.id.rawValue)" : keys.joined(separator: "  "), command.help)
                }.joined()
        }
        return section("KEYS", groups.joined())
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
        return section(
            "OPERATIONS",
            Self.line(intro) + areas.map { Self.item($0.title, $0.ids.joined(separator: ", ")) }.joined())
    }

    private var files: String {
        section(
            "FILES",
            Self.item("$XDG_CONFIG_HOME/resellerdesk/config.json", "The accounts; never written by the program.")
                + Self.item("$XDG_CONFIG_HOME/resellerdesk/accounts/NAME.json", "Accounts that the program added.")
                + Self.item("$XDG_CONFIG_HOME/resellerdesk/keymap.json", "Keys that differ from the shipped ones.")
                + Self.item("$XDG_CONFIG_HOME/resellerdesk/themes/NAME.json", "Themes of one's own.")
                + Self.item("$XDG_STATE_HOME/resellerdesk/archive.sqlite", "What was seen, and the journal."))
    }

    private var environment: String {
        section(
            "ENVIRONMENT",
            Self.item("RESELLERDESK_BASE_URL, RESELLERDESK_USER, RESELLERDESK_KEY", "The account; flags come before.")
                + Self.item(
                    "NO_COLOR, COLORTERM, TERM, LC_ALL, ESCDELAY, TZ", "Are honoured as everywhere else."))
    }

    private var exitStatus: String {
        section(
            "EXIT STATUS",
            Self.item("0", "Done.") + Self.item("1", "The work failed.") + Self.item("2", "Wrong usage.")
                + Self.item("128+n", "Ended by signal n."))
    }

    // MARK: - The language

    private func section(_ title: String, _ body: String) -> String { ".SH \(title)\n\(body)" }

    private static func item(_ head: String, _ body: String) -> String {
        ".TP\n.B \(bold(head))\n" + line(body.isEmpty ? " " : body)
    }

    /// A quotation mark would begin an argument of the macro.
    private static func bold(_ head: String) -> String { text(head).replacing("\"", with: "\\(dq") }

    private static func line(_ text: String) -> String {
        text.split(separator: "\n").map { Self.text(String($0)) + "\n" }.joined()
    }

    /// Lines of their own, as they stand in the help.
    private static func paragraphs(_ text: String) -> String {
        text.split(separator: "\n").map { Self.text(String($0)) + "\n" }.joined(separator: ".br\n")
    }

    /// Plain text, in which nothing is a command of the language.
    private static func text(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("`", with: "\\(ga")
            .replacing("^", with: "\\(ha").replacing("~", with: "\\(ti")
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }
}

extension String {
    /// What stands before a heading, without the blank lines at its end.
    fileprivate func components(before heading: String) -> String {
        let text = range(of: heading).map { self[..<$0.lowerBound] } ?? self[...]
        return String(text.reversed().drop { $0.isWhitespace }.reversed())
    }
}
