import Dispatch
import Foundation
import Glibc
import Records
import Testing

@testable import Samples

@Suite("The spam filter of this machine", .timeLimit(.minutes(2)))
struct SpamFilterTests {
    /// A folder with a program named `spamc` in it that does what the test says: a shell that reads a script. A script
    /// started by itself can't be: any child of the tests beside this one may still hold it open for writing.
    private func folder(_ script: String) throws -> String {
        let folder = NSTemporaryDirectory() + "spamc-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: folder + "/spamc", withDestinationPath: "/bin/sh")
        try Data("\(script)\n".utf8).write(to: URL(fileURLWithPath: folder + "/script"))
        try Data("Subject: x\n\nbody\n".utf8).write(to: URL(fileURLWithPath: folder + "/mail"))
        return folder
    }

    private func filter(in folder: String, path: String = "", patience: Duration = .seconds(60)) throws -> SpamFilter {
        try #require(SpamFilter(path: path + folder, arguments: [folder + "/script"], patience: patience))
    }

    private static let answer = """
        8.9/5.0
        Spam detection software, running on the system "vm",
        has identified this.

        Content analysis details:   (8.9 points, 5.0 required)

         pts rule name              description
        ---- ---------------------- --------------------------------------------------
         0.6 MISSING_MID            Missing Message-Id: header
        -0.1 NO_RELAYS              Informational: message was not relayed
         4.1 URI_LISTED             URI: URI host has a public dotted-decimal IPv4
                                    address
        """

    @Test("Score and rules are read from its report, the heaviest rule first")
    func report() {
        let report = SpamReport(output: Self.answer)
        #expect(report?.score == 8.9)
        #expect(report?.required == 5)
        #expect(report?.rules.map(\.name) == ["URI_LISTED", "MISSING_MID", "NO_RELAYS"])
        #expect(report?.rules.map(\.points) == [4.1, 0.6, -0.1])
        #expect(report?.rules[1].text == "Missing Message-Id: header")
    }

    @Test("Other output is no report", arguments: ["", "0/0\n", "spam\n", "1/2/3", "nan/\n", "\u{1B}[2J", "5.0/-1"])
    func noReport(output: String) {
        #expect(SpamReport(output: output) == nil)
    }

    @Test("Without a program on the path there is no filter")
    func none() {
        #expect(SpamFilter(path: "/nonexistent:/dev") == nil)
        #expect(SpamFilter(path: nil) == nil)
    }

    @Test("It gets the message as its input and is asked once a sample")
    func cached() async throws {
        let folder = try folder("read line; [ \"$line\" = 'Subject: x' ] && cat <<'END'\n\(Self.answer)\nEND")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let filter = try self.filter(in: folder, path: "/nonexistent:")
        #expect(await filter.report(on: "1", file: folder + "/mail")?.score == 8.9)
        #expect(await filter.report(on: "1", file: folder + "/mail")?.score == 8.9)
        #expect(await filter.started == 1)
    }

    @Test(
        "Where it does not answer it is left alone for a while",
        arguments: ["exit 69", "echo 0/0; exit 1", "kill -9 $$"])
    func silent(script: String) async throws {
        let folder = try folder(script)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let filter = try self.filter(in: folder)
        #expect(await filter.report(on: "1", file: folder + "/mail") == nil)
        #expect(await filter.report(on: "2", file: folder + "/mail") == nil)
        #expect(await filter.started == 1)
    }

    @Test("One that hangs is ended, and one that floods is cut")
    func hanging() async throws {
        let hanging = try folder("exec sleep 1000")
        let flooding = try folder("yes | head -c 3000000")
        defer {
            try? FileManager.default.removeItem(atPath: hanging)
            try? FileManager.default.removeItem(atPath: flooding)
        }
        let filter = try self.filter(in: hanging, patience: .milliseconds(200))
        #expect(await filter.report(on: "1", file: hanging + "/mail") == nil)
        #expect(await filter.started == 1)
        let other = try self.filter(in: flooding)
        #expect(await other.report(on: "1", file: flooding + "/mail") == nil)
        #expect(await other.started == 1)
    }

    @Test("Neither the key of an account nor an open connection reaches it")
    func strangers() async throws {
        let folder = try folder("env > \"${0%/*}/env\"; ls /proc/self/fd > \"${0%/*}/open\"; exit 69")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        setenv("RESELLERDESK_KEY", "s3cret-of-an-account", 1)
        // As a connection is that was opened by a library which does not care for children.
        let connection = fcntl(STDIN_FILENO, F_DUPFD, 700)
        defer {
            close(connection)
            unsetenv("RESELLERDESK_KEY")
        }
        _ = await (try filter(in: folder)).report(on: "1", file: folder + "/mail")
        let env = try String(contentsOfFile: folder + "/env", encoding: .utf8)
        #expect(env.contains("PATH=") && !env.contains("RESELLERDESK_") && !env.contains("s3cret"))
        let open = try String(contentsOfFile: folder + "/open", encoding: .utf8).split(separator: "\n")
        #expect(open.count <= 4 && !open.contains("\(connection)"))
    }

    @Test("A message that is gone is not asked about")
    func gone() async throws {
        let folder = try folder("exit 0")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let filter = try self.filter(in: folder)
        #expect(await filter.report(on: "1", file: folder + "/nothing") == nil)
        #expect(await filter.started == 0)
    }

    // MARK: - The real one

    /// What a daemon says until it answers, or until it ended.
    private static func start(of output: FileHandle) -> String {
        var told = ""
        while !told.contains("server started") {
            let piece = output.availableData
            if piece.isEmpty { break }
            told += String(decoding: piece, as: UTF8.self)
        }
        return told
    }

    /// Ends a daemon and its children. They were started by a thread that blocks signals, and block them too: all but
    /// the last one.
    private static func end(_ process: Process) {
        let parent = process.processIdentifier
        let children = (try? String(contentsOfFile: "/proc/\(parent)/task/\(parent)/children", encoding: .utf8)) ?? ""
        for number in [parent] + children.split(separator: " ").compactMap({ pid_t($0) }) { kill(number, SIGKILL) }
        process.waitUntilExit()
    }

    private static let places: [String] = ["/usr/sbin/spamd", "/usr/bin/spamd"]
    private static let daemon = places.first { access($0, X_OK) == 0 }

    @Test("A real spamd judges a real message", .enabled(if: daemon != nil && access("/usr/bin/spamc", X_OK) == 0))
    func real() async throws {
        let folder = NSTemporaryDirectory() + "spamd-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let socket = folder + "/socket"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.daemon))
        process.arguments = [
            "--local", "--nouser-config", "--max-children", "1", "--socketpath", socket, "--syslog", "stderr",
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        defer { Self.end(process) }
        // It tells when it answers.
        let said = errors.fileHandleForReading
        let told = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: Self.start(of: said)) }
        }
        try #require(told.contains("server started"), "\(told)")
        let mail = folder + "/mail"
        try Data(prize.utf8).write(to: URL(fileURLWithPath: mail))
        let filter = try #require(
            SpamFilter(
                path: "/usr/bin", arguments: ["-U", socket], patience: .seconds(60)))
        let report = try #require(await filter.report(on: "1", file: mail))
        #expect(report.required == 5)
        #expect(report.rules.contains { $0.name == "MISSING_MID" })
    }
}
