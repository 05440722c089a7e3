import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/** Prints, a line each, why the given RDF/XML files are not in the OWL 2 DL profile: file, kind, words. */
class Profile {
    public static void main(String[] names) throws Exception {
        for (String name : names) {
            File file = new File(name);
            OWLOntology ontology =
                OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(file);
            for (OWLProfileViolation found : new OWL2DLProfile().checkOntology(ontology).getViolations()) {
                String words = found.toString().replaceAll("\\s+", " ");
                System.out.println(
                    file.getName() + "\t" + found.getClass().getSimpleName() + "\t" + words);
            }
        }
    }
}
