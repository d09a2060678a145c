import ResellerAPI
import Testing

/// What a call does to a customer as it stands now.
@Suite struct OutlookTests {
    private static let parse = image(["hostname": "in.mill.example", "url": "http://old.example", "spam_check": "1"])
    private static let close = image([
        "type": "Account Close", "current": "acme - Gold", "update": nil, "date": "2026-10-01",
    ])
    private static let down = image([
        "type": "Account Downgrade", "current": "acme - Gold", "update": "acme - Bronze", "date": "2026-10-01",
    ])

    @Test(
        "What does more harm than its name tells is said, and is dangerous",
        arguments: [
            ("limits.increment", ["credits": "5000"], .absent, "has no limit now; after 5,000 mails its mail stops."),
            ("limits.decrement", ["credits": "5000"], .absent, "has no limit now; its mail stops at once."),
            ("limits.setTotal", ["credits": "1"], .absent, "has no limit now; after 1 mails its mail stops."),
            (
                "limits.setRecurring", ["credits": "900", "period": "daily"], .absent,
                "has no limit now; after 900 mails its mail stops until the next reset."
            ),
            (
                "limits.increment", ["credits": "5000"], limit(10_000, 100),
                "gets 10,000 credits again at every reset now. This ends the resets: after 5,100 mails its mail stops."
            ),
            (
                "limits.setTotal", ["credits": "50"], limit(10_000, 100),
                "gets 10,000 credits again at every reset now. This ends the resets: after 50 mails its mail stops."
            ),
            (
                "limits.decrement", ["credits": "500"], limit(0, 100),
                "has 100 credits left now. Nothing is left of them: its mail stops at once."
            ),
            (
                "customer.enable", [:], .absent,
                "The service's list has no ops@mill.example now: it may be closed, deleted or renamed."
            ),
            (
                "account.scheduledUpgrade", ["package": "Gold"], close,
                "Pending now: Account Close on 2026-10-01. It is dropped, and this takes its place."
            ),
            (
                "customer.delete", [:], down,
                "Pending now: Account Downgrade to Bronze on 2026-10-01. It is dropped, and this takes its place."
            ),
            (
                "apps.setup", ["name": "footer", "text/html": "<b>x</b>"],
                image(["text/html": "<b>old</b>", "text/plain": "old"]), "Set now and emptied by this: text/plain."
            ),
            (
                "parse.create", ["hostname": "in.mill.example", "url": "http://new.example"], parse,
                "in.mill.example has an entry already, to http://old.example: it may be overwritten."
            ),
            (
                "monitor.detach", [:], image(["name": "near", "name": "far"]),
                "is on 2 records now and leaves all of them: near, far."
            ),
        ] as [(String, Parameters, StateImage, String)])
    func dangers(id: String, more: Parameters, before: StateImage, words: String) throws {
        let outlook = try request(id, more).outlook(from: before)
        #expect(outlook.isDangerous)
        #expect(outlook.ofMany != nil)
        #expect(outlook.sentence?.hasSuffix(words) == true, "\(outlook.sentence ?? "nothing")")
    }

    @Test(
        "What changes nothing, or replaces something, says so without alarm",
        arguments: [
            ("customer.disable", [:], image(["active": "false"]), "Already set: nothing changes."),
            (
                "unsubscribes.add", ["email": "kim@gone.example"], image(["email": "kim@gone.example"]),
                "kim@gone.example is on this list already: nothing changes."
            ),
            (
                "bounces.delete", ["email": "kim@gone.example"], .absent,
                "kim@gone.example on this list of ops@mill.example is not there: nothing to remove."
            ),
            ("limits.remove", [:], .absent, "A limit of ops@mill.example is not there: nothing to remove."),
            ("pending.delete", [:], .absent, "A pending change of ops@mill.example is not there: nothing to remove."),
            ("pending.delete", [:], close, "Pending now: Account Close on 2026-10-01. It will not happen."),
            (
                "limits.decrement", ["credits": "5"], limit(0, 0),
                "ops@mill.example has nothing left already: nothing changes."
            ),
            (
                "limits.setTotal", ["credits": "50"], limit(0, 700),
                "ops@mill.example has 700 credits left now; after this it has 50."
            ),
            (
                "account.scheduledDowngrade", ["package": "Bronze"], down,
                "The same change is pending already: nothing changes."
            ),
            (
                "eventURL.set", ["url": "http://new.example"], image(["url": "http://old.example"]),
                "Events go to http://old.example now; that address gets no more."
            ),
            (
                "monitor.append", ["name": "near"], image(["name": "near"]),
                "ops@mill.example is on it already: nothing changes."
            ),
            (
                "timezone.set", ["timezone": "Asia/Tokyo"], image(["timezone": "Asia/Tokyo"]),
                "Already set: nothing changes."
            ),
        ] as [(String, Parameters, StateImage, String)])
    func told(id: String, more: Parameters, before: StateImage, words: String) throws {
        let outlook = try request(id, more).outlook(from: before)
        #expect(!outlook.isDangerous)
        #expect(outlook.sentence == words)
    }

    @Test(
        "What does what it is called says nothing more",
        arguments: [
            ("limits.increment", ["credits": "5000"], limit(0, 100)),
            ("customer.disable", [:], image(["active": "true"])),
            ("customer.setPassword", ["password": "n3w-pass-word"], .absent),
            ("unsubscribes.add", ["email": "kim@gone.example"], .absent),
            ("apps.setup", ["name": "footer", "text/html": "x", "text/plain": "y"], image(["text/html": "z"])),
        ] as [(String, Parameters, StateImage)])
    func asNamed(id: String, more: Parameters, before: StateImage) throws {
        let outlook = try request(id, more).outlook(from: before)
        #expect(outlook.sentence == nil && !outlook.isDangerous)
    }

    @Test("A state that could not be read makes every call that the service shows a dangerous one")
    func unread() throws {
        for operation in ResellerAPI.Operation.all where operation.trace != nil {
            let outlook = Request(operation, ["user": "ops@mill.example", "name": "near"]).outlook(from: nil)
            #expect(outlook.isDangerous, "\(operation.id)")
            #expect(outlook.sentence?.contains("is not known") == true, "\(operation.id)")
        }
    }

    @Test("Digits are counts only where the table says so: zip codes and phones stay as they are")
    func counts() throws {
        let profile = try request("customer.setProfile", ["zip": "01234", "phone": "+49301234567"])
        let changes = profile.changes(from: image(["zip": "12345", "phone": "49301234567"]))
        #expect(changes.map(\.label) == ["zip code", "phone"])
        #expect(changes.allSatisfy { !$0.isCount })
        let credits = try request("limits.setTotal", ["credits": "5000"]).changes(from: limit(0, 100))
        #expect(credits.first { $0.label == "left" }?.isCount == true)
        let monitor = try #require(
            Request("monitor.create", ["name": "2000", "email": "a@b.example", "frequency": "1000"]))
        #expect(monitor.changes(from: .absent).map(\.isCount) == [false, false, true])
    }
}
