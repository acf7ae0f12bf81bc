package dev.readiness.spring.members;

import dev.readiness.validation.NotFromRequest;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** A member of a club, whose role and sponsor the club decides. */
@Entity
public class Member {

    @Id
    @GeneratedValue
    private Long id;

    private String name;

    @NotFromRequest
    private String role = "user";

    @NotFromRequest
    @ManyToOne
    private Member sponsor;

    @ManyToOne
    private Member friend;

    public Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getRole() {
        return role;
    }

    public void setRole(String role) {
        this.role = role;
    }

    public Member getSponsor() {
        return sponsor;
    }

    public void setSponsor(Member sponsor) {
        this.sponsor = sponsor;
    }

    public Member getFriend() {
        return friend;
    }

    public void setFriend(Member friend) {
        this.friend = friend;
    }
}
