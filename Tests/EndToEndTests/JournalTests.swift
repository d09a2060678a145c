import Archive
import Foundation
import Records
import ResellerAPI
import Testing

/// `resellerdesk journal` on an archive that holds what a shift did.
@Suite("journal, from the shell")
struct JournalTests {
    private let home: Home
    private let archive: Archive
    private static let account = "sandbox at the embedded sandbox"
    /// 2026-11-25 10:00:00 in Greenwich.
    private static let morning = 1_795_600_800.0
    private static let shift = ["--since", "2026-11-25", "--until", "2026-11-26"]

    init() throws {
        home = try Home()
        archive = try Archive(path: home.path + "/.local/state/resellerdesk/archive.sqlite")
    }

    private func entry(
        _ operation: String, _ parameters: Parameters, after minutes: Double, account: String = Self.account,
        before: StateImage? = nil, undoes: Int64? = nil, reason: String = ""
    ) -> JournalEntry {
        JournalEntry(
            at: Self.morning + minutes * 60, account: account, context: "sandbox", who: "ada", operation: operation,
            parameters: parameters, reason: reason, before: before, undoes: undoes)
    }

    private func journal(_ arguments: [String] = shift) async throws -> Finished {
        try await Finished.desk(["journal"] + arguments, home: home)
    }

    private static func credits(_ count: String) -> StateImage {
        StateImage(isThere: true, entries: [.init("credits", count), .init("last_reset", "2026-11-01")])
    }

    @Test("An entry says when, who, what, old and new, how it ended, and the ticket; oldest first")
    func entries() async throws {
        let first = try archive.beginEntry(
            entry(
                "limits.increment", ["user": "kim@a.example", "credits": "50"], after: 0, before: Self.credits("100"),
                reason: "ticket 4711"))
        try archive.closeEntry(first, outcome: .done("success"), after: Self.credits("150"), at: Self.morning + 1)
        let second = try archive.beginEntry(
            entry("limits.decrement", ["user": "kim@a.example", "credits": "50"], after: 5, undoes: first))
        try archive.closeEntry(second, outcome: .done("success"), after: nil, at: Self.morning + 301)
        _ = try archive.beginEntry(entry("bounces.delete", ["user": "bo", "email": "x@y.example"], after: 10))
        let result = try await journal()
        #expect(result.status == 0 && result.errors == "")
        let lines = result.output.split(separator: "\n").map(String.init)
        try #require(lines.count == 7)
        #expect(lines[0].hasPrefix("2026-11-25 10:00:00  ada  "))
        #expect(lines[0].hasSuffix(": kim@a.example, credits 50"))
        #expect(lines[1] == "    credits: 100 → 150")
        #expect(lines[2] == "    [1] done; reason: ticket 4711; undone")
        #expect(lines[4] == "    [2] done; undoes 1")
        #expect(lines[5].hasSuffix(": bo, email x@y.example"))
        #expect(lines[6] == "    [3] OPEN: sent, no answer yet; check whether it was carried out")
    }

    @Test("Text that could play tricks on a terminal is made harmless, in both forms")
    func hostile() async throws {
        _ = try archive.beginEntry(
            entry("bounces.delete", ["user": "\u{1B}[2J\u{202E}kim", "email": "a@b.example\nforged"], after: 0))
        for arguments in [Self.shift, Self.shift + ["--json"]] {
            let result = try await journal(arguments)
            #expect(result.output.contains("kim"))
            #expect(!result.output.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
            #expect(!result.output.split(separator: "\n").contains { $0.hasPrefix("forged") })
        }
    }

    @Test("Only this account and this time are printed, unless all are asked for")
    func chosen() async throws {
        _ = try archive.beginEntry(entry("limits.increment", ["user": "here"], after: 0))
        _ = try archive.beginEntry(entry("limits.increment", ["user": "elsewhere"], after: 1, account: "acme at x"))
        _ = try archive.beginEntry(entry("limits.increment", ["user": "later"], after: 1440))
        let mine = try await journal().output
        #expect(mine.contains("here") && !mine.contains("elsewhere") && !mine.contains("later"))
        let all = try await journal(Self.shift + ["--account", "all"]).output
        #expect(all.contains(": here") && all.contains(": elsewhere") && all.contains("account: sandbox, acme at x"))
        let found = try await journal(["--since", "2026-11-25", "--until", "2026-11-27", "--find", "LATER"]).output
        #expect(found.contains("later") && !found.contains("here"))
    }

    @Test("A bulk run is one entry with the rows that nobody may forget")
    func run() async throws {
        let rows = (0..<4).map { BulkRow(index: $0, target: "c\($0)", parameters: ["user": "c\($0)"]) }
        let run = try archive.createRun(
            BulkRun(
                account: Self.account, context: "sandbox", who: "ada", at: Self.morning, operation: "limits.increment",
                reason: "ticket 9"), rows: rows)
        for (index, outcome) in [WriteOutcome.done("success"), .unknown("the answer was lost")].enumerated() {
            var row = rows[index]
            row.entry = try archive.markSent(run, row, entry: entry("limits.increment", row.parameters, after: 1))
            (row.stage, row.answer) = (index == 0 ? .done : .unknown, outcome.text)
            try archive.closeRow(run, row, outcome: outcome, after: nil, at: Self.morning + 90)
        }
        let lines = try await journal().output.split(separator: "\n").map(String.init)
        try #require(lines.count == 3)
        #expect(lines[0].hasPrefix("2026-11-25 10:00:00  ada  Bulk run 1, 4 rows: "))
        #expect(lines[1] == "    running: 1 done, 1 UNKNOWN, 2 waiting; reason: ticket 9")
        #expect(lines[2] == "    unknown: c1 the answer was lost")
        let each = try await journal(Self.shift + ["--rows"]).output
        #expect(each.contains("row 1 of run 1") && each.contains("row 2 of run 1"))
        #expect(try await journal(Self.shift + ["--json"]).output.split(separator: "\n").count == 2)
    }

    @Test("JSON is one object a line, with what is missing as null")
    func json() async throws {
        let id = try archive.beginEntry(
            entry(
                "monitor.append", ["user": "kim", "list[]": "a", "list[]": "b"], after: 0, before: .absent))
        try archive.closeEntry(id, outcome: .refused("no \"such\" name"), after: nil, at: Self.morning + 2)
        let result = try await journal(Self.shift + ["--json"])
        #expect(
            result.output == """
                {"id": 1, "at": "2026-11-25T10:00:00Z", "account": "sandbox at the embedded sandbox", \
                "context": "sandbox", "who": "ada", "operation": "monitor.append", \
                "parameters": {"user": "kim", "list[]": ["a", "b"]}, "reason": "", \
                "before": {"isThere": false, "values": []}, "outcome": "refused", "answer": "no \\"such\\" name", \
                "closedAt": "2026-11-25T10:00:02Z", "after": null, "undoes": null, "redoes": null, "undone": false, \
                "run": null, "row": null}

                """)
    }

    @Test("A write from the shell stands in the journal with its reason and how it ended; its secrets do not")
    func call() async throws {
        let sandbox = try await SandboxProcess(["--customers", "5"], home: home)
        let account = ["--base-url", sandbox.url, "--user", "sandbox"]
        let key = ["RESELLERDESK_KEY": "sandbox"]
        let write = ["call", "customer.setPassword", "user=nobody", "password=Hunter2hunter2"] + account
        let confirmed = write + ["confirm_password=Hunter2hunter2"]
        let closed = try await Finished.desk(confirmed, home: home, environment: key)
        #expect(closed.status == 2, "without --write")
        let incomplete = try await Finished.desk(write + ["--write"], home: home, environment: key)
        #expect(incomplete.status == 2)
        #expect(try archive.entryCount() == 0, "what is not sent is not in the journal")
        let refused = try await Finished.desk(
            confirmed + ["--write", "--reason", "ticket 12"], home: home, environment: key)
        #expect(refused.status == 1)
        let entry = try #require(try archive.entries(JournalQuery()).first)
        #expect(entry.operation == "customer.setPassword" && entry.reason == "ticket 12")
        #expect(entry.account == "sandbox at \(sandbox.url)/")
        #expect(entry.outcome == .refused("User does not exist"))
        let printed = try await Finished.desk(["journal"] + account, home: home, environment: key)
        #expect(
            printed.output.contains("refused: User does not exist; reason: ticket 12\n")
                && printed.output.contains("nobody"))
        #expect(!printed.output.contains("Hunter2") && !"\(entry)".contains("Hunter2"))
    }

    @Test("Nothing is sent where the journal can't be written")
    func callWithoutJournal() async throws {
        let sandbox = try await SandboxProcess(["--customers", "5"], home: home)
        try Data("no database at all".utf8).write(to: URL(filePath: home.path + "/archive.sqlite"))
        let account = ["--base-url", sandbox.url, "--user", "sandbox", "--state-dir", home.path]
        let result = try await Finished.desk(
            ["call", "timezone.set", "user=nobody", "timezone=America/New_York", "--write"] + account, home: home,
            environment: ["RESELLERDESK_KEY": "sandbox"])
        #expect(result.status == 1)
        #expect(result.errors.contains("Nothing was sent because the journal can't be written."))
    }

    @Test("When the program is killed before the answer, the journal says that the call is open")
    func killed() async throws {
        let (arrived, over) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let server = try TinyServer(answering: "") {
            arrived.signal()
            over.wait()
        }
        let account = ["--base-url", server.url, "--user", "sandbox"]
        let variables = home.environment.merging(["RESELLERDESK_KEY": "sandbox"]) { $1 }
        let hasArrived = try await Launch.blocking {
            let nothing = open("/dev/null", O_RDWR)
            defer { close(nothing) }
            let process = try Launch.start(
                Executable.desk, ["call", "limits.increment", "user=kim", "credits=5", "--write"] + account,
                environment: variables, input: nothing, output: nothing, errors: nothing)
            let hasArrived = arrived.wait(timeout: .now() + Patience.seconds) == .success
            kill(process, SIGKILL)
            _ = Launch.status(of: process)
            over.signal()
            return hasArrived
        }
        #expect(hasArrived)
        let entry = try #require(try archive.entries(JournalQuery()).first)
        #expect(entry.operation == "limits.increment" && entry.outcome == .open && entry.closedAt == nil)
        let printed = try await Finished.desk(
            ["journal"] + account, home: home, environment: ["RESELLERDESK_KEY": "sandbox"])
        #expect(printed.output.contains("[1] OPEN: sent, no answer yet"))
    }

    @Test("Nothing to tell is said; without an archive none is made")
    func nothing() async throws {
        #expect(try await journal().output == "no changes in this period\n")
        let empty = try Home()
        let result = try await Finished.desk(["journal"], home: empty)
        #expect(result.status == 0 && result.output == "no changes in this period\n")
        #expect(!empty.has(".local"))
    }

    @Test(
        "What can't be understood is named, with 2",
        arguments: [
            ["--since", "whenever"], ["--until", "whenever"], ["--account", "acme"],
            ["--since", "2026-11-25", "--until", "2026-11-24"],
        ])
    func usage(arguments: [String]) async throws {
        let result = try await journal(arguments)
        #expect(result.status == 2 && result.output == "")
        #expect(result.errors.contains(arguments.last ?? "?"))
    }
}
