import Foundation
import TestSupport
import Testing

/// Mail made to act on a terminal, opened one after the other on a real one.
@Suite("Hostile mail in a terminal", .enabled(if: Executable.hasTerminal, "tmux is not installed"))
struct HostileMailTests {
    /// What no mail of the corpus may bring to the terminal: what it begins with ESC, and the program does not write.
    private static let payloads = [
        "\u{1B}[31mred", "\u{1B}]52;", "\u{1B}]0;", "\u{1B}P1", "\u{1B}c", "\u{1B}[2J\u{7}", "\u{7}",
    ]

    private func deliver(_ mails: [MailCorpus.Mail], to maildir: String) throws {
        for folder in ["tmp", "new", "cur"] {
            try FileManager.default.createDirectory(
                atPath: "\(maildir)/\(folder)", withIntermediateDirectories: true)
        }
        for (number, mail) in mails.enumerated() {
            let path = "\(maildir)/new/\(1_790_000_000 + number).M\(number).host"
            try Data(mail.bytes).write(to: URL(filePath: path))
        }
    }

    @Test("The whole corpus is listed and opened mail by mail: nothing of it acts, and the program goes on")
    func opened() async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "5"], home: home)
        try home.write(
            """
            {"contexts": {"bench": {"user": "sandbox", "key_command": ["echo", "sandbox"],
             "base_url": "\(sandbox.url)", "role": "sandbox", "samples": {"maildir": "\(home.path)/mail"}}}}
            """, to: "config.json")
        let mails = MailCorpus.written
        try deliver(mails, to: home.path + "/mail")
        try await TmuxTerminal.desk("", home: home) { terminal in
            try await terminal.wait("the samples") { $0.isFresh("5 Samples") && $0.contains("5 customers") }
            try await terminal.keys("5", "Enter")
            for number in 1...mails.count {
                try await terminal.wait("message \(number)") { $0.rows[1].contains("\(number) of \(mails.count) ") }
                // All headers, and of some mails the source too.
                try await terminal.keys("H")
                if number % 10 == 1 {
                    try await terminal.keys("S")
                    try await terminal.wait(for: "as it lies there")
                    try await terminal.keys("S")
                    try await terminal.wait(without: "as it lies there")
                }
                if number < mails.count { try await terminal.keys("J") }
            }
            let ended = try await terminal.quit()
            #expect(ended.contains("exit=0"))
            #expect(ended.contains(DeskScript.before))
            let written = String(decoding: terminal.written, as: UTF8.self)
            #expect(written.contains("‹ESC›"), "what was there is shown")
            for payload in Self.payloads { #expect(!written.contains(payload), "\(payload.debugDescription)") }
            let acting = written.unicodeScalars.first { scalar in
                (0x80...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
                    || (0x2066...0x2069).contains(scalar.value)
            }
            #expect(acting == nil)
        }
        sandbox.stop()
    }
}
