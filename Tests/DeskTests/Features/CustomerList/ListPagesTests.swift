import Records
import ResellerAPI
import Testing

@testable import Desk

/// A service whose list changes before each of its pages.
private struct MovingList {
    var names: [String]
    /// What happens before the page of this number is answered.
    var changes: [Int: (inout [String]) -> Void] = [:]
    private(set) var calls = 0

    init(_ names: [String], _ changes: [Int: (inout [String]) -> Void] = [:]) {
        (self.names, self.changes) = (names, changes)
    }

    mutating func page(_ page: ListPages.Page) -> CustomerChunk {
        changes[calls]?(&names)
        calls += 1
        let end = min(names.count, page.offset + page.limit)
        return .named(Array(names[min(page.offset, end)..<end]))
    }

    /// Reads the list as the desk does, in pages of 50.
    mutating func read(former: [CustomerChunk] = []) -> (names: [String], next: ListPages.Next) {
        var pages = ListPages(PageSizes(first: 20, most: 50))
        var next = ListPages.Next.ask(pages.asked)
        while case .ask(let page) = next { next = pages.take(self.page(page), former: former) }
        return (pages.chunks.flatMap { chunk in (0..<chunk.count).map(chunk.username) }, next)
    }
}

@Suite("The pages of a list made one list")
struct ListPagesTests {
    @Test(
        "A list that stands still costs one call a page, and comes in its order",
        arguments: [0, 1, 19, 20, 21, 70, 500])
    func still(count: Int) {
        var list = MovingList(names(count))
        let (read, next) = list.read()
        #expect(read == names(count))
        #expect(next == .whole)
        // The first page has 20 rows, each other one 49 new ones.
        #expect(list.calls == (count < 20 ? 1 : 2 + (count - 20) / 49), "\(count)")
    }

    @Test("Customers who go while the list is read take nobody with them", arguments: [1, 3, 5, 30, 150])
    func deletedAbove(gone: Int) {
        var list = MovingList(names(400), [4: { $0.removeFirst(gone) }])
        let (read, next) = list.read()
        #expect(next == .whole)
        #expect(read == names(400))
        #expect(list.calls <= 24)
    }

    @Test("Customers who come above while the list is read double nobody, and are found", arguments: [1, 3, 60])
    func addedAbove(come: Int) {
        var list = MovingList(names(400), [4: { $0.insert(contentsOf: names(come, "new"), at: 0) }])
        let (read, next) = list.read()
        #expect(next == .whole)
        #expect(Set(read).count == read.count)
        #expect(Set(read) == Set(names(400) + names(come, "new")))
    }

    @Test("A customer who moves up or down while the list is read is there once")
    func moved() {
        for (from, to) in [(390, 3), (3, 390), (200, 10), (10, 200), (399, 0), (0, 398)] {
            var list = MovingList(names(400), [4: { $0.insert($0.remove(at: from), at: to) }])
            let (read, next) = list.read()
            #expect(next == .whole)
            #expect(read.sorted() == names(400).sorted(), "\(from) to \(to)")
        }
    }

    @Test("Whatever comes, goes and moves at once: nobody twice, and nobody missing who was there all the time")
    func churn() {
        var random = Turns(state: 11)
        for round in 0..<200 {
            var changes: [Int: (inout [String]) -> Void] = [:]
            for call in 1..<9 where random.below(3) == 0 {
                let (kind, place, count) = (random.below(2), random.below(300), 1 + random.below(20))
                changes[call] = { names in
                    if kind == 0 {
                        names.removeSubrange(min(place, names.count)..<min(place + count, names.count))
                    } else {
                        names.insert(contentsOf: newNames(count, call, round), at: min(place, names.count))
                    }
                }
            }
            var list = MovingList(names(400), changes)
            let (read, next) = list.read()
            let gone = Set(names(400)).subtracting(list.names)
            #expect(next == .whole, "round \(round)")
            #expect(Set(read).count == read.count, "round \(round)")
            #expect(Set(names(400)).subtracting(gone).subtracting(read) == [], "round \(round)")
        }
    }

    @Test("A service that gives somebody twice has him once in the list")
    func twice() {
        var list = MovingList(["a", "b", "a", "c"] + names(60) + ["b"])
        let (read, next) = list.read()
        #expect(next == .whole)
        #expect(read == ["a", "b", "c"] + names(60))
    }

    @Test("A service that heeds neither offset nor limit is believed to have given all")
    func heedless() {
        var pages = ListPages(PageSizes(first: 20, most: 50))
        #expect(pages.take(.named(names(80))) == .whole)
        #expect(pages.count == 80)
    }

    @Test("An empty page after a full one is asked for again, and a second one is no end of a list")
    func emptyPage() {
        var pages = ListPages(PageSizes(first: 20, most: 50))
        guard case .ask(let second) = pages.take(.named(names(20))) else {
            Issue.record("a full page was the end")
            return
        }
        #expect(pages.take(.named([])) == .ask(second))
        #expect(pages.take(.named([])) == .broken(CustomerListWords.emptyPage(after: 20)))
        var again = ListPages(PageSizes(first: 20, most: 50))
        _ = again.take(.named(names(20)))
        _ = again.take(.named([]))
        #expect(again.take(.named(Array(names(25).dropFirst(19)))) == .whole)
        #expect(again.count == 25)
    }

    @Test("A run has one row a target, whatever the table says")
    func oneRowATarget() {
        let table = CustomerTable(chunks: [.named(["a", "b"]), .named(["b", "c", "a"])])
        let targets = BulkTargets(.customers(table, [0, 1, 2, 3, 4]))
        let rows = targets.rows(shared: [:])
        #expect(rows.map(\.target) == ["a", "b", "c"])
        #expect(rows.map(\.index) == [0, 1, 2])
        #expect(rows.map { $0.parameters["user"] } == ["a", "b", "c"])
    }

    @Test("Pages that say the same as before are kept as they were")
    func former() {
        let old: [CustomerChunk] = [.named(names(20)), .named(Array(names(60).dropFirst(20)))]
        var list = MovingList(names(60))
        var pages = ListPages(PageSizes(first: 20, most: 50))
        while case .ask = pages.take(list.page(pages.asked), former: old) {}
        #expect(zip(pages.chunks, old).allSatisfy { $0 === $1 })
        #expect(pages.chunks.count == 2)
    }
}

private func newNames(_ count: Int, _ call: Int, _ round: Int) -> [String] { names(count, "r\(round)c\(call)-") }

/// Numbers that look random, the same in every run.
private struct Turns {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }
}
