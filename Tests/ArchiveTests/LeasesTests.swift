import Testing

@testable import Archive

@Suite struct LeasesTests {
    @Test("One process holds a lease until it runs out, is renewed or given back")
    func lease() throws {
        let scratch = try Scratch()
        let one = try Archive(path: scratch.path())
        let other = try Archive(path: scratch.path())
        #expect(try one.takeLease("run 7", holder: "one", until: 100, now: 50))
        #expect(try !other.takeLease("run 7", holder: "other", until: 110, now: 60))
        #expect(try other.leaseHolder("run 7", now: 60) == "one")
        #expect(try other.takeLease("run 8", holder: "other", until: 110, now: 60))
        #expect(try one.takeLease("run 7", holder: "one", until: 120, now: 60), "one's own may be taken again")
        #expect(try one.renewLease("run 7", holder: "one", until: 130))
        #expect(try !other.takeLease("run 7", holder: "other", until: 200, now: 129))
        #expect(try other.leaseHolder("run 7", now: 130) == nil)
        #expect(try other.takeLease("run 7", holder: "other", until: 200, now: 130))
        #expect(try !one.renewLease("run 7", holder: "one", until: 300), "who lost it is told so")
        try one.releaseLease("run 7", holder: "one")
        #expect(try one.leaseHolder("run 7", now: 150) == "other")
        try other.releaseLease("run 7", holder: "other")
        #expect(try one.leaseHolder("run 7", now: 150) == nil)
    }
}
