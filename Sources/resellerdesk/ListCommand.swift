import ArgumentParser
import Desk
import Formats
import Foundation
import Records
import ResellerAPI
import Screen
import Settings

/// The rows of a view, without a screen.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print the rows of a view.",
        discussion: """
            Columns of blanks by default, for eyes; --csv and --json are for programs.
            VIEW is one of: \(Listing.allCases.map(\.rawValue).joined(separator: ", ")).
            suppressions and statistics are about one customer, named with --customer.
            """)

    @OptionGroup var account: AccountOptions

    @Argument(help: "What to list.", completion: .list(Listing.allCases.map(\.rawValue)))
    var view: String

    @Option(help: "Only rows that this filter lets through, as / does on the desk.")
    var filter = ""

    @Option(help: "The customer, by username.")
    var customer: String?

    @Option(help: "Of live: seconds to collect at most where the archive has no figures.")
    var wait = 20.0

    @Flag(help: "A JSON array of objects.")
    var json = false

    @Flag(help: "Comma-separated values (RFC 4180).")
    var csv = false

    func validate() throws {
        let listing = try chosen()
        guard !json || !csv else { throw ValidationError("--json and --csv exclude each other.") }
        try Waiting.check(wait)
        guard !listing.needsCustomer || customer != nil else {
            throw ValidationError("\(listing.rawValue) is about one customer: name one with --customer.")
        }
    }

    func run() throws {
        let listing = try chosen()
        let settings = account.settings()
        let resolved = try account.resolveAloud(write: false, settings: settings)
        for problem in listing.problems(inFilter: filter) { Console.say("\(problem)") }
        let (customer, filter, isForPrograms) = (customer, filter, json || csv)
        let (environment, state) = world(resolved, collects: listing == .live)
        OpenClients.sayWhatIsAwaited()
        if listing == .live { return try printBoard(environment, settings.config?.rules ?? AlarmRules(), state) }
        let outcome = Blocking.wait {
            await ListLoader(environment: environment)
                .load(listing, customer: customer, filter: filter, opensSamples: isForPrograms, into: state)
        }
        switch outcome {
        case .failed(let why): throw CommandFailure(why)
        case .done(let rows): Console.write(json ? rows.json : csv ? rows.csv : rows.plain)
        }
    }

    private func printBoard(_ environment: DeskEnvironment, _ rules: AlarmRules, _ state: DeskState) throws {
        let (wait, filter) = (wait, filter)
        let outcome = Blocking.wait {
            await ListLoader(environment: environment)
                .board(waiting: wait, rules: rules, filter: filter, into: state)
        }
        switch outcome {
        case .failed(let why): throw CommandFailure(why)
        case .done(let list):
            // Without a reading of the list nobody knows how many there are by now.
            let coverage = Coverage(judged: list.read, known: list.isCollectedNow ? list.known : 0)
            let from = list.isCollectedNow ? "collected now" : "from the archive"
            let words = list.rows.sheet.count == 0 ? coverage.sentence : coverage.count
            Console.say("\(words), \(from)")
            Console.write(json ? list.rows.json : csv ? list.rows.csv : list.rows.plain)
        }
    }

    private func chosen() throws -> Listing {
        if let listing = Listing(rawValue: view) { return listing }
        let nearest =
            Nearest.name(to: view, in: Listing.allCases.map(\.rawValue)).map { "; did you mean \($0)?" } ?? "."
        throw ValidationError(
            "There is no view \"\(view)\" to list\(nearest) Known are "
                + Listing.allCases.map(\.rawValue).joined(separator: ", ") + ".")
    }

    /// The outside world and a desk on which nothing was read yet. Nothing can be written through it.
    private func world(_ resolved: ResolvedAccount, collects: Bool) -> (DeskEnvironment, DeskState) {
        let maildir =
            resolved.isSandbox ? Paths.ofThisUser().cacheDirectory + "/sandbox/Maildir" : resolved.maildir
        let world = ReadingWorld("list", account: resolved, options: account, maildir: maildir, collects: collects)
        let now = Date()
        let state = DeskState(
            session: resolved.session, size: Size(width: 80, height: 24), now: now.timeIntervalSince1970,
            zone: ZoneClock(.current, now: now), keymap: .shipped)
        return (world.environment, state)
    }
}
