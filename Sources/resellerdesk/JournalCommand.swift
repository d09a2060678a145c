import Archive
import ArgumentParser
import Formats
import Foundation
import Records
import ResellerAPI
import Settings

/// What was changed from here: the shift's handover.
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Print what was changed from here, oldest first.",
        discussion: """
            Times are local: \(TimeText.forms). A time of day that is still to come means yesterday's.
            A bulk run is one entry, with the rows that nobody may forget below it; --rows prints each row.
            """)

    @OptionGroup var account: AccountOptions

    @Option(help: "Start time; a day ago by default.")
    var since = "1d"

    @Option(help: "End time; now by default.")
    var until: String?

    @Option(
        name: .customLong("account"),
        help: ArgumentHelp("`all` prints the entries of all accounts.", valueName: "all"))
    var accounts: String?

    @Option(help: "Only entries that contain this text.")
    var find = ""

    @Flag(help: "Print each row of a bulk run as an entry.")
    var rows = false

    @Flag(help: "One JSON object per line, including rows of bulk runs.")
    var json = false

    func validate() throws {
        guard accounts == nil || accounts == "all" else {
            throw ValidationError(
                "--account only takes `all`, not \"\(accounts ?? "")\"; --context NAME chooses an account.")
        }
        _ = try query(account: nil)
    }

    func run() throws {
        let settings = account.settings()
        try settings.checked()
        let key = accounts == "all" ? nil : try account.resolveAloud(write: false, settings: settings).archiveKey
        guard let archive = try account.existingArchive() else { return nothing() }
        let query = try query(account: key)
        do throws(ArchiveError) {
            let entries = try archive.entries(query)
            let undone = try archive.undone(entries.map(\.id))
            if json { return print(entries.reversed().map { JournalLine.text($0, undone: undone) }) }
            let runs = rows ? [] : try self.runs(in: archive, query)
            if entries.isEmpty, runs.isEmpty { return nothing() }
            let text = JournalText(
                showsAccount: key == nil, undone: undone, zone: ZoneClock(.current, now: Date()))
            print(text.lines(entries: entries, runs: runs))
        } catch {
            throw CommandFailure(error.message)
        }
    }

    /// All entries asked for; without their rows where the runs stand for them.
    private func query(account: String?) throws -> JournalQuery {
        let start = try time(since, option: "--since", edge: .begin)
        let end = try until.map { text throws in try time(text, option: "--until", edge: .end) }
        if let end, end < start { throw ValidationError("--until \(until ?? "") is before --since \(since).") }
        return JournalQuery(
            account: account, since: start, until: end, text: find, withoutRows: !rows && !json, limit: .max)
    }

    private func time(_ text: String, option: String, edge: TimeText.Edge) throws -> Double {
        let now = Date()
        let time = TimeText.seconds(
            text, now: now.timeIntervalSince1970, edge: edge, in: ZoneClock(.current, now: now))
        guard let time else {
            throw ValidationError("\(option) is a time such as \(TimeText.forms), not \"\(text)\".")
        }
        return time
    }

    /// Runs that were begun or worked on in the time asked for, with their rows that need a person.
    private func runs(in archive: Archive, _ query: JournalQuery) throws(ArchiveError) -> [JournalText.Run] {
        let since = query.since ?? 0
        let until = query.until ?? .infinity
        var result: [JournalText.Run] = []
        for run in try archive.runs(account: query.account, limit: .max) {
            guard run.at <= until, max(run.at, run.changedAt) >= since, JournalText.mentions(run, find) else {
                continue
            }
            let open = try archive.rows(run.id, stages: [.unknown, .failed, .sent], limit: 1000)
            result.append(JournalText.Run(run: run, open: open))
        }
        return result
    }

    private func nothing() {
        if !json { Console.write("no changes in this period\n") }
    }

    private func print(_ lines: [String]) {
        Console.write(lines.map { $0 + "\n" }.joined())
    }
}
