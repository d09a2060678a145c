import Archive
import Formats
import Foundation
import ResellerAPI
import ResellerClient
import Samples
import Screen
import Settings
import Terminal

/// What the terminal can show and take.
struct TerminalCheckup {
    let terminal: TerminalProbe
    let environment: [String: String]

    var findings: [Finding] { [screen, colours, size, locale, clipboard].compactMap(\.self) }

    private var name: String { environment["TERM"] ?? "" }

    private var screen: Finding {
        switch terminal.problem {
        case nil: Finding(.well, "terminal", "TERM=\(name)")
        // Piped into a file or a pager the rest is still worth reading.
        case .notATerminal: Finding(.odd, "terminal", "skipped, output is not a terminal")
        case let problem?: Finding(.wrong, "terminal", problem.description)
        }
    }

    private var colours: Finding? {
        guard terminal.problem == nil else { return nil }
        if !(environment["NO_COLOR"] ?? "").isEmpty { return Finding(.well, "colours", "off, NO_COLOR is set") }
        switch terminal.colours {
        case ..<8:
            return Finding(
                .odd, "colours", "TERM=\(name) has none; marks and bold are used instead, or set TERM=xterm-256color")
        case ..<256:
            return Finding(
                .odd, "colours", "\(terminal.colours); TERM=\(name)-256color, if known here, shows all themes")
        default: return Finding(.well, "colours", "\(terminal.colours)")
        }
    }

    private var size: Finding? {
        guard let size = terminal.size, size.width > 0 else { return nil }
        let text = "\(size.width)×\(size.height)"
        return size.width >= 80 && size.height >= 24
            ? Finding(.well, "size", text)
            : Finding(.odd, "size", "\(text); below 80×24 some panes are left out: enlarge the window")
    }

    private var locale: Finding {
        terminal.isUTF8
            ? Finding(.well, "locale", "UTF-8")
            : Finding(
                .odd, "locale", "not UTF-8: ASCII symbols are used; set LC_ALL=C.UTF-8 if the terminal supports it")
    }

    private var clipboard: Finding {
        guard terminal.canCopy else {
            return Finding(.odd, "copying", "TERM=\(name) has no clipboard; copied text is shown for selecting")
        }
        return switch terminal.multiplexer {
        case "tmux":
            Finding(
                .well, "copying",
                "OSC 52 through tmux; if nothing arrives: tmux set -g set-clipboard on, "
                    + "and tmux set -g allow-passthrough on for tmux inside tmux")
        case "screen": Finding(.well, "copying", "OSC 52 through screen, in pieces")
        default: Finding(.well, "copying", "OSC 52, if the terminal allows it")
        }
    }
}

/// What the files of settings say.
struct SettingsCheckup {
    let settings: LoadedSettings

    var findings: [Finding] {
        guard !settings.problems.isEmpty else {
            return [Finding(.well, "settings", settings.config == nil ? "no config.json, all defaults" : "no problems")]
        }
        return settings.problems.map { problem in
            Finding(problem.severity == .note ? .odd : .wrong, "settings", problem.text)
        }
    }

    /// SpamAssassin's client, which may score samples that have no score.
    static func spamFinding(_ environment: [String: String]) -> Finding {
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        let place: String? = folders.map { String($0) + "/spamc" }.first { access($0, X_OK) == 0 }
        return place.map { Finding(.well, "spamc", $0) }
            ?? Finding(.well, "spamc", "not installed (optional: it scores monitor samples)")
    }
}

/// The account: key, address, service, mail.
struct AccountCheckup: Sendable {
    let account: ResolvedAccount
    let environment: [String: String]
    let archivePath: String

    func findings() async -> [Finding] {
        if account.isSandbox {
            let text = "none configured, using the embedded sandbox; see `resellerdesk man accounts`"
            return [Finding(.well, "account", text), await service()]
        }
        let writes = account.readOnly ? "read-only (--read-only)" : account.writes ? "read/write" : "read-only"
        let head = Finding(
            .well, "account", "\(account.name), \(account.role.rawValue), user \(account.user), \(writes)")
        switch KeyReader.key(of: account, environment: environment) {
        case .failure(let problem): return [head, Finding(.wrong, "key", problem.text)]
        case .success: return [head, Finding(.well, "key", "read from \(account.keySource.words)"), await service()]
        }
    }

    /// Where there is no archive, none is made.
    private var spending: SharedSpending? {
        guard FileManager.default.fileExists(atPath: archivePath) else { return nil }
        return .live(path: archivePath, account: account.archiveKey)
    }

    /// One read tells address, reachability and whether user and key are taken.
    private func service() async -> Finding {
        let place = account.isSandbox ? "the embedded sandbox" : account.baseURL ?? ""
        let connection = AccountConnection(
            account: account, maildir: nil, environment: environment, denial: "doctor changes nothing",
            spending: spending)
        switch await connection.client() {
        case .failure(let failure): return Finding(.wrong, "service", failure.message)
        case .success(let client):
            let start = ContinuousClock.now
            let result: Result<[Package], APIError>
            do throws(APIError) { result = .success(try await client.packages()) } catch { result = .failure(error) }
            await client.shutdown()
            switch result {
            case .success(let packages):
                let time = (ContinuousClock.now - start) / .milliseconds(1)
                let count = packages.count == 1 ? "1 package" : "\(packages.count) packages"
                return Finding(
                    .well, "service", "\(place) accepts user and key: \(count) in \(Int(time.rounded())) ms")
            case .failure(let error):
                return Finding(.wrong, "service", "\(place): \(error.message(retriesByItself: false))")
            }
        }
    }

    func mailFindings() async -> [Finding] {
        guard let path = account.maildir else {
            let none = "no Maildir configured; set samples.maildir in the account"
            return account.isSandbox ? [] : [Finding(.well, "samples", none)]
        }
        switch await SampleBox(path: path).state() {
        case .samples(let samples):
            return [Finding(.well, "samples", "\(path), newest \(Numbers.grouped(samples.count)) read")]
        case .waiting(let missing):
            return [Finding(.odd, "samples", "\(missing) does not exist yet; deliver the monitor's mail there")]
        case .failed(let error): return [Finding(.wrong, "samples", error.message)]
        }
    }
}

/// The archive: whether it can be read and written, and what it takes.
struct PlaceCheckup {
    let path: String

    var finding: Finding {
        guard FileManager.default.fileExists(atPath: path) else { return unmade }
        do throws(ArchiveError) {
            let facts = try Archive(path: path).facts()
            let size = ByteCount.text(ArchiveFiles.bytes(of: path))
            return Finding(
                .well, "archive",
                "\(path), \(size), schema \(facts.schema.count), \(facts.journalEntries) in the journal")
        } catch {
            return Finding(.wrong, "archive", error.message)
        }
    }

    /// The nearest folder that exists has to let it be made.
    private var unmade: Finding {
        var folder = (path as NSString).deletingLastPathComponent
        while folder.count > 1, !FileManager.default.fileExists(atPath: folder) {
            folder = (folder as NSString).deletingLastPathComponent
        }
        return access(folder, W_OK | X_OK) == 0
            ? Finding(.well, "archive", "\(path) will be created at the first start")
            : Finding(.wrong, "archive", "\(path) can't be created: no permission for \(folder); use --state-dir")
    }
}

/// The archive as files.
enum ArchiveFiles {
    /// With the files that SQLite keeps beside.
    static func bytes(of path: String) -> Int {
        ["", "-wal", "-shm"].reduce(0) { sum, ending in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path + ending)
            return sum + (attributes?[.size] as? Int ?? 0)
        }
    }
}

/// Bytes in words.
enum ByteCount {
    static func text(_ bytes: Int) -> String {
        switch bytes {
        case ..<10_000: "\(bytes) bytes"
        case ..<10_000_000: "\(bytes / 1000) kB"
        default: "\(bytes / 1_000_000) MB"
        }
    }
}

extension ResolvedAccount.KeySource {
    /// Where the key comes from, for people; never the key.
    var words: String {
        switch self {
        case .command(let words): "the command \(words.first ?? "")"
        case .file(let path): path
        case .environment: "RESELLERDESK_KEY"
        case .sandbox: "built in"
        }
    }
}
