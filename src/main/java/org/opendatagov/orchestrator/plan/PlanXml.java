package org.opendatagov.orchestrator.plan;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** PostgreSQL's XML as the members that JSON has: {@code <Node-Type>} is {@code Node Type}. */
final class PlanXml {
    private static final Set<String> LISTS = Set.of("Plans", "Triggers", "Workers");

    private PlanXml() {}

    /** Empty where it is XML of something else. */
    static Optional<Map<String, Object>> read(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            Element root = builder.parse(new InputSource(new StringReader(text.strip())))
                    .getDocumentElement();
            return elements(root).stream()
                    .filter(query -> query.getTagName().equals("Query"))
                    .map(query -> members(query, 0))
                    .filter(query -> PlanData.map(query.get("Plan")).containsKey("Node Type"))
                    .findFirst();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw PlanReader.invalid(
                    "The plan begins as XML and cannot be read as such; give it whole, as EXPLAIN (FORMAT XML) printed it.");
        }
    }

    private static Map<String, Object> members(Element element, int depth) {
        PlanData.checkDepth(depth);
        Map<String, Object> members = new LinkedHashMap<>();
        for (Element child : elements(element)) {
            members.put(name(child), value(child, depth + 1));
        }
        return members;
    }

    private static Object value(Element element, int depth) {
        List<Element> children = elements(element);
        boolean items = !children.isEmpty()
                && children.stream().allMatch(child -> child.getTagName().equals("Item"));
        if (items || LISTS.contains(element.getTagName())) {
            List<Object> list = new ArrayList<>();
            children.forEach(child -> list.add(value(child, depth + 1)));
            return list;
        }
        return children.isEmpty() ? element.getTextContent() : members(element, depth);
    }

    private static String name(Element element) {
        return element.getTagName()
                .replace("I-O-", "I/O ")
                .replace("One-Time-", "One_Time ")
                .replace('-', ' ')
                .replace('_', '-');
    }

    private static List<Element> elements(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
