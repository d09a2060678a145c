import Archive
import Foundation
import Records

/// A service with two customers in trouble, and the live board on it.
struct BoardBench {
    /// Two of the first dozen customers of the sandbox, which send a lot on every day of the week.
    static let bouncing = "info@greyladder.example"
    static let untracked = "hello@boldstem.example"

    let home: Home
    let sandbox: SandboxProcess
    let customers: Int

    init(customers: Int, port: Int = 0, home: Home, _ more: [String] = []) async throws {
        self.home = home
        self.customers = customers
        let incidents = """
            [{"customer": "\(Self.bouncing)", "kind": "list-gone-bad", "start": "-2d", "end": "+2d"},
             {"customer": "\(Self.untracked)", "kind": "tracking-off", "start": "-2d", "end": "+2d"}]
            """
        try Data(incidents.utf8).write(to: URL(filePath: home.path + "/incidents.json"))
        sandbox = try await SandboxProcess(
            [
                "--customers", "\(customers)", "--incidents", home.path + "/incidents.json", "--now", Self.afternoon,
                "--speed", "0",
            ] + more, port: port, home: home)
    }

    /// A day on which nothing else is wrong, and one of the two is critical: on others chance has it otherwise. It lies
    /// ahead, as days that are over by the clock of the desk are judged as whole ones.
    private static let afternoon = "2030-05-16T15:00:00Z"

    /// Opens the live board on an address, that of the sandbox where none is given.
    func open(
        at url: String? = nil, exports: [String: String] = [:], _ body: (TmuxTerminal) async throws -> Void
    ) async throws {
        let script = DeskScript.run(
            "--view live --base-url \(url ?? sandbox.url) --user sandbox",
            exports: exports.merging(["RESELLERDESK_KEY": "sandbox"]) { $1 })
        try await TmuxTerminal.open(script: script, home: home, body)
    }

    /// The rows of the board without a screen.
    func list(_ arguments: String...) async throws -> Finished {
        try await Finished.desk(
            ["list", "live", "--base-url", sandbox.url, "--user", "sandbox"] + arguments, home: home,
            environment: ["RESELLERDESK_KEY": "sandbox"])
    }

    /// Has everybody's figures collected and kept, as if that had been so many seconds ago.
    func keepFigures(ago seconds: Double) async throws {
        let listed = try await list("--wait", "25")
        guard listed.errors.hasPrefix("\(customers) read, ") else {
            throw HarnessError.timedOut(waitingFor: "the figures of all", screen: listed.errors)
        }
        let archive = try Archive(path: home.path + "/.local/state/resellerdesk/archive.sqlite")
        let account = "sandbox at \(sandbox.url)/"
        let figures = try archive.figures(of: account, readAfter: 0, after: nil, limit: customers)
        let older = figures.map { one in
            var one = one
            one.readAt -= seconds
            one.course = one.course.map { CourseMark(at: $0.at - seconds, day: $0.day, counts: $0.counts) }
            return one
        }
        try archive.saveFigures(older, of: account)
    }
}
