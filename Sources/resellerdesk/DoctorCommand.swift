import ArgumentParser
import Foundation
import Screen
import Settings
import Terminal

/// Looks at all that the program needs and says, line by line, what is well and what to do where it is not.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check terminal, settings, account, mail, archive and journal; say what to do.",
        discussion:
            "Sends one read request. Exits with 1 if a check fails, with 2 if no account can be used."
    )

    @OptionGroup var account: AccountOptions

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let terminal = MainActor.assumeIsolated { TerminalProbe.look(environment) }
        let report = DoctorReport(glyphs: terminal.isUTF8 ? .unicode : .ascii)
        report.print(TerminalCheckup(terminal: terminal, environment: environment).findings)
        let settings = account.settings()
        report.print(SettingsCheckup(settings: settings).findings)
        let resolved = Result { try account.resolve(write: false, settings: settings) }
        switch resolved {
        case .failure(let error):
            report.print([Finding(.wrong, "account", "\(error)")])
        case .success(let resolved):
            let checkup = AccountCheckup(
                account: resolved, environment: environment, archivePath: account.archivePath)
            report.print(Blocking.wait { await checkup.findings() })
            report.print(Blocking.wait { [checkup] in await checkup.mailFindings() })
        }
        report.print([PlaceCheckup(path: account.archivePath).finding])
        if case .success(let resolved) = resolved {
            report.print(OpenEntries.finding(path: account.archivePath, account: resolved.archiveKey))
        }
        report.print([SettingsCheckup.spamFinding(environment)])
        if case .failure = resolved { throw ExitCode(2) }
        if report.hasFailed { throw ExitCode(1) }
    }
}

/// One thing that was looked at.
struct Finding: Sendable, Equatable {
    enum Mark: Sendable, Equatable {
        case well
        /// Works, but not as well as it could.
        case odd
        case wrong
    }

    let mark: Mark
    let what: String
    /// How it is and, where something is to be done, what.
    let text: String

    init(_ mark: Mark, _ what: String, _ text: String) {
        self.mark = mark
        self.what = what
        self.text = text
    }
}

/// Prints findings as they come.
final class DoctorReport {
    private let glyphs: Glyphs
    private(set) var hasFailed = false

    init(glyphs: Glyphs) { self.glyphs = glyphs }

    func print(_ findings: [Finding]) {
        for finding in findings {
            if finding.mark == .wrong { hasFailed = true }
            let text = Text.neutralise("\(finding.what): \(finding.text)")
            Console.write("\(sign(finding.mark)) \(glyphs.plain(text))\n")
        }
    }

    private func sign(_ mark: Finding.Mark) -> String {
        switch mark {
        case .well: glyphs.good
        case .odd: glyphs.warning
        case .wrong: glyphs.critical
        }
    }
}
