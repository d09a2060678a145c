import Formats
import GRDB
import Records
import ResellerAPI
import Testing

@testable import Archive

@Suite struct SeenTests {
    private static func bounce(_ email: String, reason: String? = "550 unknown", status: String? = "5.1.1")
        -> Suppression
    {
        Suppression(
            list: .bounced, email: email, status: status, reason: reason, created: WireTime("2026-11-25 09:30:00"))
    }

    private static func spam(_ email: String) -> Suppression {
        Suppression(list: .spam, email: email, status: nil, reason: nil, created: nil)
    }

    @Test("An address is found on every list of the account, whatever the case, with its age")
    func found() throws {
        let archive = try Archive.inMemory()
        let capital = Self.bounce("Bo@Gone.example")
        try archive.saveSeen(account: "acme", username: "kim", list: .bounced, [capital], readAt: 100)
        try archive.saveSeen(account: "acme", username: "ada", list: .spam, [Self.spam("bo@gone.example")], readAt: 200)
        try archive.saveSeen(account: "beta", username: "eve", list: .spam, [Self.spam("bo@gone.example")], readAt: 300)
        #expect(
            try archive.seen(account: "acme", address: "BO@gone.EXAMPLE") == [
                SeenSuppression(username: "ada", suppression: Self.spam("bo@gone.example"), readAt: 200),
                SeenSuppression(username: "kim", suppression: capital, readAt: 100),
            ])
        #expect(try archive.seen(account: "acme", address: "bo@gone.exampl") == [])
        #expect(try archive.seenWhole(account: "acme") == [:], "one list of four says nothing of the others")
        #expect(try archive.seenAt(account: "acme", username: "kim") == [.bounced: 100])
    }

    @Test("A customer counts as read when all four lists were, as old as the oldest of them, of this account")
    func whole() throws {
        let archive = try Archive.inMemory()
        for list in SuppressionList.allCases {
            try archive.saveSeen(account: "acme", username: "kim", list: list, [], readAt: 100)
            try archive.saveSeen(
                account: "acme", username: "ada", list: list, [], readAt: list == .spam ? 99 : 200)
            try archive.saveSeen(account: "beta", username: "eve", list: list, [], readAt: 300)
        }
        try archive.saveSeen(account: "acme", username: "one", list: .spam, [], readAt: 300)
        #expect(try archive.seenWhole(account: "acme") == ["kim": 100, "ada": 99])
        #expect(try archive.seenWhole(account: "none") == [:])
    }

    @Test("A list that is read again takes the place of the one before; one that is empty now counts as read")
    func replaced() throws {
        let archive = try Archive.inMemory()
        let first = [Self.bounce("a@x.example"), Self.bounce("b@x.example"), Self.bounce("c@x.example")]
        try archive.saveSeen(account: "acme", username: "kim", list: .bounced, first, readAt: 100)
        let second = [Self.bounce("b@x.example"), Self.bounce("c@x.example", reason: nil, status: nil)]
        try archive.saveSeen(account: "acme", username: "kim", list: .bounced, second, readAt: 150)
        #expect(try archive.seen(account: "acme", address: "a@x.example") == [])
        for one in second {
            #expect(
                try archive.seen(account: "acme", address: one.email)
                    == [SeenSuppression(username: "kim", suppression: one, readAt: 150)])
        }
        try archive.saveSeen(account: "acme", username: "kim", list: .bounced, [], readAt: 160)
        #expect(try archive.seen(account: "acme", address: "b@x.example") == [])
        #expect(try archive.seenAt(account: "acme", username: "kim") == [.bounced: 160])
    }

    @Test("What did not change is not written again")
    func difference() throws {
        let scratch = try Scratch()
        let archive = try Archive(path: scratch.path())
        var list = (0..<2_000).map { Self.bounce("a\($0)@x.example") }
        try archive.saveSeen(account: "acme", username: "kim", list: .bounced, list, readAt: 100)
        list.removeFirst()
        list.append(Self.bounce("new@x.example"))
        let before = try archive.database.read { try Int.fetchOne($0, sql: "SELECT total_changes()") }
        try archive.saveSeen(account: "acme", username: "kim", list: .bounced, list, readAt: 101)
        let changes = try archive.database.write { $0.totalChangesCount }
        try archive.saveSeen(account: "acme", username: "kim", list: .bounced, list, readAt: 102)
        let unchanged = try archive.database.write { $0.totalChangesCount } - changes
        #expect(before == 0)
        #expect(unchanged < 5)
        #expect(try archive.seen(account: "acme", address: "a0@x.example") == [])
        #expect(try archive.seen(account: "acme", address: "new@x.example").count == 1)
    }

    @Test("The oldest lists are dropped when there are too many addresses")
    func cap() throws {
        let archive = try Archive.inMemory(seenKept: 5)
        let three = { (name: String) in (0..<3).map { Self.bounce("\(name)\($0)@x.example") } }
        try archive.saveSeen(account: "acme", username: "kim", list: .bounced, three("k"), readAt: 300)
        try archive.saveSeen(account: "beta", username: "eve", list: .bounced, three("e"), readAt: 10)
        try archive.saveSeen(account: "acme", username: "ada", list: .bounced, three("a"), readAt: 200)
        #expect(try archive.seenAt(account: "acme", username: "kim") == [:])
        #expect(try archive.seen(account: "acme", address: "k0@x.example") == [])
        #expect(try archive.seen(account: "acme", address: "a0@x.example").count == 1)
        #expect(try archive.seen(account: "beta", address: "e0@x.example").count == 1)
        let seven = (0..<7).map { Self.bounce("z\($0)@x.example") }
        try archive.saveSeen(account: "acme", username: "zoe", list: .bounced, seven, readAt: 400)
        #expect(try archive.seen(account: "acme", address: "z4@x.example").count == 1)
        #expect(try archive.seen(account: "acme", address: "z5@x.example") == [])
    }

    @Test("An address that was just taken off a list is forgotten there, and only there")
    func forgotten() throws {
        let archive = try Archive.inMemory()
        for name in ["kim", "ada"] {
            try archive.saveSeen(
                account: "acme", username: name, list: .bounced, [Self.bounce("a@x.example")], readAt: 100)
        }
        try archive.forgetSeen(account: "acme", username: "kim", list: .bounced, address: "A@x.example")
        #expect(try archive.seen(account: "acme", address: "a@x.example").map(\.username) == ["ada"])
    }

    @Test(
        "Every spelling of an address finds the one that is stored, which comes back as it is",
        arguments: [
            ("kim@xn--bcher-kva.example", "kim@bücher.example"), ("kim@bücher.example", "KIM@XN--BCHER-KVA.EXAMPLE"),
            ("ju\u{308}rgen@gone.example", "JÜRGEN@gone.example"), ("kim@bu\u{308}cher.example", "kim@bücher。example"),
            ("\"Kim Frost\"@gone.example", "\"kim frost\"@gone.example"), ("Lena", "lena"),
            ("'t.hooft@gone.example", "'T.Hooft@gone.example"),
        ])
    func spellings(stored: String, asked: String) throws {
        let archive = try Archive.inMemory()
        try archive.saveSeen(account: "acme", username: "kim", list: .spam, [Self.spam(stored)], readAt: 100)
        let found = try archive.seen(account: "acme", address: asked).map(\.suppression.email)
        #expect(found.map { Array($0.utf8) } == [Array(stored.utf8)])
        try archive.forgetSeen(account: "acme", username: "kim", list: .spam, address: stored)
        #expect(try archive.seen(account: "acme", address: asked) == [])
    }

    @Test("An apostrophe before an address makes it another one")
    func apostrophe() throws {
        let archive = try Archive.inMemory()
        let both = [Self.spam("t.hooft@gone.example"), Self.spam("'t.hooft@gone.example")]
        try archive.saveSeen(account: "acme", username: "kim", list: .spam, both, readAt: 100)
        try archive.forgetSeen(account: "acme", username: "kim", list: .spam, address: "'t.hooft@gone.example")
        #expect(try archive.seen(account: "acme", address: "t.hooft@gone.example").count == 1)
        #expect(try archive.seen(account: "acme", address: "'t.hooft@gone.example") == [])
    }

    @Test("Two spellings on one list are two entries; the one that is forgotten is the one that was taken off")
    func twice() throws {
        let archive = try Archive.inMemory()
        let both = [Self.spam("kim@bücher.example"), Self.spam("kim@xn--bcher-kva.example")]
        for _ in 0..<2 {
            try archive.saveSeen(account: "acme", username: "kim", list: .spam, both, readAt: 100)
            #expect(try archive.seen(account: "acme", address: "kim@bücher.example").count == 2)
        }
        try archive.forgetSeen(account: "acme", username: "kim", list: .spam, address: both[1].email)
        #expect(try archive.seen(account: "acme", address: both[1].email).map(\.suppression) == [both[0]])
    }

    @Test("What was kept by small letters only is found by every spelling after the step to keys")
    func rekeyed() throws {
        let archive = try Archive.inMemory()
        let stored = ["kim@bücher.example", "kim@xn--fsq.example", "ju\u{308}rgen@gone.example", "a@gone.example"]
        try archive.saveSeen(account: "acme", username: "kim", list: .spam, stored.map(Self.spam), readAt: 100)
        try archive.write { database in
            // As an older program wrote it.
            for (email, key) in zip(stored, stored.map { AddressForms.key($0) }) {
                try database.execute(
                    sql: "UPDATE seenAddress SET address = ?, written = NULL WHERE address = ?",
                    arguments: [email.lowercased(), key])
            }
            try Schema.keySeen(database)
        }
        for (asked, email) in zip(
            ["kim@xn--bcher-kva.example", "kim@例.example", "jürgen@gone.example", "A@gone.example"], stored)
        {
            #expect(try archive.seen(account: "acme", address: asked).map(\.suppression.email) == [email])
        }
    }

    @Test("A hundred thousand addresses are kept and found")
    func large() throws {
        let scratch = try Scratch()
        let archive = try Archive(path: scratch.path())
        let list = (0..<100_000).map { Self.bounce("a\($0)@x.example") }
        try archive.saveSeen(account: "acme", username: "kim", list: .bounced, list, readAt: 100)
        try archive.saveSeen(account: "acme", username: "kim", list: .bounced, list, readAt: 101)
        #expect(try archive.seen(account: "acme", address: "a99999@x.example").first?.readAt == 101)
    }

    @Test("Names are remembered by kind and owner, newest first, until they are forgotten")
    func remembered() throws {
        let archive = try Archive.inMemory()
        for name in ["one", "two", "one"] {
            try archive.remember(.subuser, owner: "kim", name: name, account: "acme")
        }
        try archive.remember(.ipGroup, owner: "", name: "pool", account: "acme")
        try archive.remember(.subuser, owner: "kim", name: "three", account: "beta")
        #expect(try archive.remembered(.subuser, owner: "kim", account: "acme") == ["one", "two"])
        #expect(try archive.remembered(.ipGroup, owner: "", account: "acme") == ["pool"])
        try archive.forget(.subuser, owner: "kim", name: "one", account: "acme")
        #expect(try archive.remembered(.subuser, owner: "kim", account: "acme") == ["two"])
    }
}
