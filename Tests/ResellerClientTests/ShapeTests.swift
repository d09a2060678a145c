import Dialects
import ResellerAPI
import Testing

@testable import ResellerClient

/// One answer in both wires, and what it is printed as.
struct Sample: Sendable, CustomTestStringConvertible {
    let id: String
    let json: String
    let xml: String
    /// The printed answer with blanks and line breaks of the printing taken out.
    let printed: String

    var testDescription: String { id }
}

@Suite struct ShapeTests {
    /// Printed JSON on one line.
    private func printed(_ id: String, _ body: String) throws -> String {
        let reply = try AnswerReader(try operation(id), in: .v2).reply(TransportResponse(body))
        return CallOutput.json(reply, reveal: true).split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
    }

    @Test("JSON and XML give the same output", arguments: Self.samples)
    func equalInBothWires(sample: Sample) throws {
        #expect(try printed(sample.id, sample.json) == sample.printed)
        #expect(try printed(sample.id, sample.xml) == sample.printed)
    }

    @Test("Every shape of the table is among the samples")
    func everyShape() throws {
        let shapes = Set(try Self.samples.map { try operation($0.id).returns.shape })
        #expect(Set(ShapeName.allCases).subtracting(shapes) == [])
    }

    @Test("The empty forms are an empty list, or null for one", arguments: ["[]", "{}", "null", "", " \n"])
    func empties(body: String) throws {
        for operation in ResellerAPI.Operation.all where operation.returns.shape != .message {
            let reply = try AnswerReader(operation, in: .v2).reply(TransportResponse(body))
            switch operation.returns.shape {
            case .parseSettings: #expect(CallOutput.json(reply) == "{\n  \"parse\": []\n}")
            case .appSettings: #expect(CallOutput.json(reply) == "{\n  \"settings\": null,\n  \"message\": null\n}")
            default: #expect(reply.value == (operation.returns.count == .list ? .list([]) : .null), "\(operation.id)")
            }
        }
    }

    @Test("The empty outer elements of XML are empty lists")
    func emptyXML() throws {
        let empties = [
            ("bounces.list", "<bounces/>"), ("pending.list", "<result><pending/></result>"),
            ("customer.list", "<?xml version=\"1.0\"?>\n<users>\n</users>"), ("ip.all", "<ips></ips>"),
            ("stats.categories", "<categories/>"), ("packages.list", "<result><packages/></result>"),
            ("apps.list", "<apps/>"), ("invoice.numbers", "<invoices/>"), ("monitor.list", "<monitors/>"),
        ]
        for (id, xml) in empties { #expect(try printed(id, xml) == "[]", "\(id)") }
        #expect(try printed("limits.get", "<credits/>") == "null")
        #expect(try printed("eventURL.get", "<url/>") == "null")
        #expect(try printed("parse.list", "<parse/>") == #"{"parse": []}"#)
        #expect(try printed("apps.settings", "<app/>") == #"{"settings": null,"message": null}"#)
        #expect(try printed("apps.settings", #"{"settings":null}"#) == #"{"settings": null,"message": null}"#)
    }

    @Test("One for many is a list of one, and many for one is the one")
    func oneAndMany() throws {
        #expect(try printed("ip.all", #"{"ip":"192.0.2.1"}"#) == #"[{"ip": "192.0.2.1"}]"#)
        #expect(try printed("eventURL.get", #"[{"url":"http:\/\/a.example"}]"#) == #"{"url": "http://a.example"}"#)
        #expect(
            try printed("limits.get", #"[{"credit":"400","credit_remain":0,"last_reset":"2026-06-01"}]"#)
                == #"{"credit": 400,"credit_remain": 0,"last_reset": "2026-06-01"}"#)
    }

    @Test("Bare texts of version 1 are records")
    func bareTexts() throws {
        #expect(
            try printed("ip.free", #"["192.0.2.1","192.0.2.1"]"#) == #"[{"ip": "192.0.2.1"},{"ip": "192.0.2.1"}]"#)
        #expect(try printed("stats.categories", #"["Newsletter"]"#) == #"[{"category": "Newsletter"}]"#)
    }

    @Test("Truth and numbers are read in any spelling")
    func spellings() throws {
        for truth in ["true", "\"true\"", "1", "\"1\""] {
            let body = #"[{"name":"n","activated":\#(truth)}]"#
            #expect(try printed("apps.list", body).contains(#""activated": true"#), "\(truth)")
        }
        for (wire, printed) in [("0", "0"), ("\"40000\"", "40000"), ("4e2", "400"), ("\"\"", "null"), ("null", "null")]
        {
            let body = #"{"requests":\#(wire)}"#
            #expect(try self.printed("stats.aggregate", body).contains("\"requests\": \(printed),"), "\(wire)")
        }
        #expect(try printed("account.overview", #"{"reputation":97.5}"#).contains(#""reputation": 97.5"#))
    }

    @Test("What is not known is kept: as another shape has it, else as text")
    func unknownFields() throws {
        let json = #"[{"email":"a@b.example","color":7,"credits":"12","deep":{"x":[1,true]}}]"#
        #expect(
            try printed("unsubscribes.list", json)
                == #"[{"email": "a@b.example","created": null,"color": "7","credits": 12,"#
                + #""deep": {"x": ["1","true"]}}]"#)
        #expect(try printed("customer.enable", #"{"message":"success","note":"x"}"#).contains(#""note": "x""#))
    }

    @Test("What stands beside a list belongs to each of its records")
    func besideTheList() throws {
        let json = #"{"number":"77","invoices":[{"username":"a","amount":1},{"username":"b","amount":"2.50"}]}"#
        let text = try printed("billing.currentUsage", json)
        #expect(text.hasPrefix(#"[{"number": "77","username": "a","#))
        #expect(text.contains(#""number": "77","username": "b""#))
        #expect(text.contains(#""amount": "2.5""#))
    }

    @Test("What does not fit its kind stays the text that it was")
    func misfits() throws {
        let text = try printed("bounces.list", #"[{"email":"a","created":"0000-00-00 00:00:00"}]"#)
        #expect(text.contains(#""created": "0000-00-00 00:00:00""#))
    }

    @Test("A timestamp may lack its blank, a slash may be escaped twice")
    func oddities() throws {
        let invoice = try printed("invoice.list", #"[{"number":1,"date_invoiced":"2012-05-0110:11:12"}]"#)
        #expect(invoice.contains(#""date_invoiced": "2012-05-01T10:11:12""#))
        let zone = try printed("timezone.get", #"{"timezone":"America\\\/Chicago","offset":"18000"}"#)
        #expect(zone.contains(#""offset": 18000,"timezone": "America/Chicago""#))
    }

    @Test("A record without what it is good for is refused, with field and place")
    func missingFields() throws {
        let body = #"[{"username":"a"},{"username":"b"},{"email":"c@d.example"}]"#
        #expect(
            try refusal("customer.list", body)
                == .garbled(place: "record 3, username", problem: "the field is missing"))
        #expect(
            try refusal("limits.get", #"{"credit":"many","credit_remain":"1"}"#)
                == .garbled(place: "credit", problem: "not a number"))
        #expect(
            try refusal("bounces.list", #"[1,2]"#)
                == .garbled(place: "the body", problem: "nothing that looks like Bounce"))
    }

    @Test("Brackets that were forgotten are put around")
    func missingBrackets() throws {
        #expect(try printed("ip.all", #"{"ip":"192.0.2.1"}, {"ip":"192.0.2.2"},"#).contains("192.0.2.2"))
        #expect(try printed("customer.loginURL", #""params":"a=b""#) == #"{"params": "a=b"}"#)
        #expect(try printed("ip.all", "<ip>192.0.2.1</ip><ip>192.0.2.2</ip>").contains("192.0.2.2"))
    }
}
