using System.ComponentModel.DataAnnotations;

namespace Anju.Kernel;

/// <summary>The two codes of GB/T 2261.1-2003 that an identity number can tell.</summary>
public enum Sex
{
    [Display(Name = "男")]
    Male = 1,

    [Display(Name = "女")]
    Female = 2,
}
