import Desk
import Testing

@testable import resellerdesk

/// Files that a person asked for.
@Suite("Exports")
struct ExportTests {
    @Test("A second export of a day gets a name of its own, and the first one stays as it is")
    func second() throws {
        let home = try Home()
        let path = home.path + "/customers-2026-09-28.csv"
        let made = ["one", "two", "three"].map {
            Exports.write(ExportFile(path: path, text: $0, mayBeNumbered: true))
        }
        let others = [2, 3].map { Outcome.done(home.path + "/customers-2026-09-28-\($0).csv") }
        #expect(made == [.done(path)] + others)
        #expect(try Home.text(of: path) == "one")
        #expect(try Home.text(of: home.path + "/customers-2026-09-28-2.csv") == "two")
    }

    @Test("A name that was typed is never changed: the file that is there stays, and the person is told")
    func typed() throws {
        let home = try Home()
        let path = home.path + "/mine.csv"
        #expect(Exports.write(ExportFile(path: path, text: "one")) == .done(path))
        guard case .failed(let why) = Exports.write(ExportFile(path: path, text: "two")) else {
            Issue.record("it was written over")
            return
        }
        #expect(why.hasSuffix(path))
        #expect(try Home.text(of: path) == "one")
    }
}
