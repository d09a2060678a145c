import Archive
import ArgumentParser
import Formats
import Foundation
import Records
import Samples
import Screen
import Settings
import Terminal

/// Versions, places and counts: what a report of a problem should hold, and no secrets.
struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Print versions, paths, the account in use and what is stored; no secrets.")

    @OptionGroup var account: AccountOptions

    func run() throws {
        let paths = Paths.ofThisUser()
        let settings = account.settings()
        let resolved = Result { try account.resolve(write: false, settings: settings) }
        let rows = versions + places(paths) + accountRows(resolved) + archiveRows() + settingRows(settings)
        let width = rows.map(\.name.count).max() ?? 0
        let glyphs = TerminalSession.localeIsUTF8() ? Glyphs.unicode : .ascii
        for row in rows {
            let name = row.name.padding(toLength: width + 2, withPad: " ", startingAt: 0)
            Console.write(name + glyphs.plain(Text.neutralise(row.text)) + "\n")
        }
        if case .failure = resolved { throw ExitCode(2) }
    }

    private typealias Row = (name: String, text: String)

    private var versions: [Row] {
        [
            ("program", ResellerDesk.configuration.version), ("built with", "Swift \(Self.swift)"),
            ("ncurses", TerminalProbe.library), ("SQLite", Archive.libraryVersion), ("GMime", MIMELibrary.version),
        ]
    }

    private static var swift: String {
        #if compiler(>=6.4)
            "6.4 or later"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }

    private func places(_ paths: Paths) -> [Row] {
        [
            ("settings", account.config ?? paths.configFile), ("state", account.stateDirectory),
            ("cache", paths.cacheDirectory),
        ]
    }

    private func accountRows(_ resolved: Result<ResolvedAccount, any Error>) -> [Row] {
        switch resolved {
        case .failure(let error): return [("account", "\(error)")]
        case .success(let resolved):
            let rights = resolved.writes ? "read/write" : "read-only"
            return [
                ("account", "\(resolved.name), \(resolved.role.rawValue), \(rights)"), ("user", resolved.user),
                ("service", resolved.baseURL ?? "the embedded sandbox"), ("key from", resolved.keySource.words),
                ("wire", "\(resolved.format.rawValue), \(resolved.dialect.rawValue), \(resolved.rate) calls a minute"),
                ("samples", resolved.maildir ?? "none"),
            ]
        }
    }

    private func archiveRows() -> [Row] {
        do {
            guard let archive = try account.existingArchive() else { return [("archive", "none yet")] }
            let facts = try archive.facts()
            let zone = ZoneClock(.current, now: Date())
            let size = ByteCount.text(ArchiveFiles.bytes(of: account.archivePath))
            return [("archive", "\(size), schema \(facts.schema.count): \(facts.schema.last ?? "")")]
                + facts.accounts.map {
                    ("customers", "\($0.customers) of \($0.name), read \(LocalTime($0.readAt, in: zone)?.words ?? "?")")
                }
                + [
                    ("journal", "\(facts.journalEntries) entries"), ("bulk runs", "\(facts.runs)"),
                    ("suppressions", "\(facts.seenAddresses) addresses seen"),
                ]
        } catch let error as ArchiveError {
            return [("archive", error.message)]
        } catch {
            return [("archive", "\(error)")]
        }
    }

    private func settingRows(_ settings: LoadedSettings) -> [Row] {
        let keymap = settings.problems.count { if case .keymap = $0.reason { true } else { false } }
        return [
            ("theme", settings.config?.theme ?? "terminal"),
            ("themes", settings.themes.names.joined(separator: ", ")),
            ("keymap", keymap == 0 ? "no problems" : "\(keymap) problems; `resellerdesk keys` names them"),
            ("problems", "\(settings.problems.count); `resellerdesk doctor` names them"),
        ]
    }
}
