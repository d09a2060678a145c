import ResellerAPI
import Testing

/// What the state after a call tells about it.
@Suite struct VerdictTests {
    @Test(
        "Mail that goes out in between leaves a verdict open only where both could be",
        arguments: [
            // What was there, what is there, and whether 10 more and 10 less were carried out.
            (40, 50, .carriedOut, .undecided), (40, 40, .notCarriedOut, .notCarriedOut),
            (40, 45, .carriedOut, .undecided), (40, 60, .undecided, .undecided),
            (40, 35, .undecided, .notCarriedOut), (40, 30, .undecided, .carriedOut), (40, 20, .undecided, .undecided),
            (0, 0, .notCarriedOut, .carriedOut), (5, 0, .undecided, .carriedOut),
        ] as [(Int, Int, Verdict, Verdict)])
    func counting(old: Int, new: Int, more: Verdict, less: Verdict) throws {
        let increment = try request("limits.increment", ["credits": "10"])
        let decrement = try request("limits.decrement", ["credits": "10"])
        #expect(increment.verdict(before: limit(0, old), after: limit(0, new)) == more)
        #expect(decrement.verdict(before: limit(0, old), after: limit(0, new)) == less)
    }

    @Test(
        "A limit of another kind is proof, as long as no more is left than could be",
        arguments: [
            ("limits.increment", limit(400, 40), limit(0, 48), .carriedOut),
            ("limits.increment", limit(400, 40), limit(400, 400), .notCarriedOut),
            ("limits.increment", limit(400, 40), limit(0, 60), .undecided),
            ("limits.increment", .absent, limit(0, 10), .carriedOut),
            ("limits.increment", .absent, .absent, .notCarriedOut),
            ("limits.increment", nil, limit(0, 50), .undecided),
            ("limits.setTotal", limit(400, 40), limit(0, 9), .carriedOut),
            ("limits.setTotal", limit(0, 40), limit(0, 40), .notCarriedOut),
            ("limits.setTotal", nil, limit(0, 10), .carriedOut),
            ("limits.setTotal", nil, limit(0, 4), .undecided),
            ("limits.setTotal", nil, .absent, .notCarriedOut),
            ("limits.setRecurring", limit(0, 40), limit(10, 10), .carriedOut),
            ("limits.setRecurring", limit(10, 10), limit(10, 10), .undecided),
            ("limits.setRecurring", limit(10, 3), limit(10, 3), .notCarriedOut),
            ("limits.remove", limit(0, 40), limit(0, 30), .notCarriedOut),
            ("limits.remove", limit(0, 40), .absent, .carriedOut),
        ] as [(String, StateImage?, StateImage, Verdict)])
    func kinds(id: String, before: StateImage?, after: StateImage, expected: Verdict) throws {
        let call = try request(id, ["credits": "10", "period": "daily"])
        #expect(call.verdict(before: before, after: after) == expected)
    }

    @Test(
        "Other calls are judged by what they set",
        arguments: [
            ("customer.disable", [:], image(["active": "false"]), image(["active": "false"]), .carriedOut),
            (
                "customer.websiteDisable", [:], image(["website_access": nil]), image(["website_access": nil]),
                .undecided
            ),
            ("customer.setEmail", ["email": "a@b.example"], image(["email": "x"]), image(["email": "y"]), .undecided),
            (
                "customer.setProfile", ["website": "b.example", "country": "Switzerland"], nil,
                image(["website": "http://b.example", "country": "Switz"]), .carriedOut
            ),
            ("customer.setProfile", ["city": "Bern"], image(["city": "Basel"]), .absent, .undecided),
            ("eventURL.set", ["url": "b.example"], .absent, .absent, .notCarriedOut),
            ("bounces.delete", ["email": "x@a.example"], nil, .absent, .carriedOut),
            // Another entry, which differs in case only, stays on the list: the one that was there before is gone.
            (
                "bounces.delete", ["email": "kim@a.example"], image(["email": "kim@a.example"]),
                image(["email": "Kim@a.example"]), .carriedOut
            ),
            (
                "bounces.delete", ["email": "kim@a.example"], image(["email": "kim@a.example"]),
                image(["email": "kim@a.example"]), .notCarriedOut
            ),
            (
                "bounces.delete", ["email": "kim@a.example"], image(["email": "Kim@a.example"]),
                image(["email": "Kim@a.example"]), .notCarriedOut
            ),
            ("customer.setUsername", ["username": "new@mill.example"], nil, .absent, .undecided),
            (
                "customer.create", ["username": "ops@mill.example"], image(["username": "ops@mill.example"]),
                image(["username": "ops@mill.example"]), .undecided
            ),
            ("customer.delete", [:], image(["type": "Account Close"]), image(["type": "Account Close"]), .undecided),
            ("customer.delete", [:], .absent, image(["type": "Account Close"]), .carriedOut),
            (
                "account.scheduledDowngrade", ["package": "Silver"], .absent,
                image(["type": "Account Downgrade", "update": "acme - Silver"]), .carriedOut
            ),
            (
                "account.scheduledDowngrade", ["package": "Silver"], .absent,
                image(["type": "Account Downgrade", "update": "acme - Tin"]), .undecided
            ),
            ("account.immediateClose", [:], image(["package": "Gold"]), image(["package": "Nothing"]), .carriedOut),
            ("account.immediateClose", [:], nil, image(["package": "Free"]), .undecided),
            (
                "account.immediateUpgrade", ["package": "Gold"], image(["package": "Tin"]), image(["package": "Tin"]),
                .notCarriedOut
            ),
            (
                "apps.setup", ["name": "sendwithus", "license_key": "b"], image(["license_key": "********"]),
                image(["license_key": "********"]), .undecided
            ),
            ("credential.add", ["credential_name": "a@b.example"], nil, .absent, .undecided),
        ] as [(String, Parameters, StateImage?, StateImage, Verdict)])
    func settings(
        id: String, more: Parameters, before: StateImage?, after: StateImage, expected: Verdict
    ) throws {
        #expect(try request(id, more).verdict(before: before, after: after) == expected)
    }
}
