import Dialects
import ResellerAPI
import Testing

@testable import ResellerClient

/// The fast way to read customers, held against the general one.
@Suite struct ScannerTests {
    private func general(_ body: String) throws -> CustomerChunk {
        try CustomerPage.readGenerally(Array(body.utf8))
    }

    @Test(
        "Both ways give the same customers",
        arguments: [
            #"[]"#, #" [ ] "#, #"[{"username":"a"}]"#, #"[{"username":"a","id":7,"active":true,"city":null}]"#,
            #"[{"active":"false","website_access":"true","username":"\u00e9\ud83e\udd8a \/ \"x\"","zip":"007"}]"#,
            "\u{FEFF}[\n {\"username\" : \"a\" , \"strange\" : 1, \"email\":\"é@b.example\"},\n {\"username\":\"b\"} ]",
            #"[{"website":"w","phone":"p","country":"c","zip":"z","state":"s","city":"y","address2":"2","address":"1","last_name":"l","first_name":"f","active":"true","email":"e","username":"u","id":"i"}]"#,
        ])
    func agree(body: String) throws {
        let scanned = try #require(CustomerScanner.scan(Array(body.utf8)))
        let read = try general(body)
        #expect(scanned == read)
        #expect(scanned.folded == read.folded)
        #expect(scanned.foldedEnds == read.foldedEnds)
    }

    @Test("The switches are told as true and false, however they were spelled")
    func switches() throws {
        let body = #"[{"username":"a","active":1,"website_access":"0"},{"username":"b","active":"true"}]"#
        let chunk = try AnswerReader(try operation("customer.list"), in: .v2).customers(TransportResponse(body))
        #expect(chunk.text(0, .active) == "true")
        #expect(chunk.text(0, .websiteAccess) == "false")
        #expect(chunk.text(1, .active) == "true")
        #expect(chunk.text(1, .websiteAccess) == nil)
    }

    @Test(
        "What is no plain page is left to the general reader",
        arguments: [
            #"{"username":"a"}"#, #"[{"email":"a"}]"#, #"[{"username":"a"},]"#, #"[{"username":"a"}"#, #"["a"]"#,
            #"[{"username":{"x":1}}]"#, #"[{"username":"a"}] x"#, "", "<users/>", #"[{"username":null}]"#,
            #"[{"username":"\x"}]"#, #"[{"username":bad!}]"#,
        ])
    func givesUp(body: String) { #expect(CustomerScanner.scan(Array(body.utf8)) == nil) }
}
